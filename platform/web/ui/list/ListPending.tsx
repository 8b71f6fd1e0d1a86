import { TopBar } from '../../shell/TopBar.tsx';
import styles from './ListPage.module.css';
import { ListSkeleton } from './ListSkeleton.tsx';

type ListPendingProps = { readonly title: string; readonly columns: Parameters<typeof ListSkeleton>[0]['columns'] };

/** A list page while its code is on its way: the line on top, room for views and tools, rows to come. */
export const ListPending = ({ title, columns }: ListPendingProps) => (
  <div className={styles.page}>
    <TopBar title={<h1>{title}</h1>} />
    <div className={styles.tools} />
    <ListSkeleton columns={columns} boxed />
  </div>
);
