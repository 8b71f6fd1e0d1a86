import { Skeleton } from '@mantine/core';
import styles from './Shell.module.css';
import bar from './TopBar.module.css';

/** The shape of the house before it is known who came in. */
export const ShellSkeleton = () => (
  <div className={styles.shell} data-nav={window.matchMedia('(max-width: 760px)').matches ? 'drawer' : 'wide'}>
    {window.matchMedia('(max-width: 760px)').matches ? null : (
      <div style={{ padding: 16 }}>
        <Skeleton h={24} w={150} mb={24} />
        <Skeleton h={18} w={110} />
      </div>
    )}
    <div className={styles.column}>
      <div className={bar.bar} />
    </div>
  </div>
);
