import { TopBar } from '../../shell/TopBar.tsx';
import styles from './ListPage.module.css';
import { ListSkeleton } from './ListSkeleton.tsx';

type ListPendingProps = { readonly title: string } & Parameters<typeof ListSkeleton>[0];

/** A list page while its code is on its way: the line on top, room for views and tools, rows to come. */
export const ListPending = ({ title, ...rows }: ListPendingProps) => (
  <div className={styles.page}>
    <TopBar title={<h1>{title}</h1>} />
    <div className={styles.tools} />
    <ListSkeleton {...rows} />
  </div>
);
