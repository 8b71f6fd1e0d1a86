import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { isRefusal } from '../api/problem.ts';
import styles from './AdminList.module.css';
import { ListPage, type ListPageProps } from './list/ListPage.tsx';
import type { ListRow } from './list/list.ts';

type AdminListProps<R extends ListRow> = Omit<ListPageProps<R>, 'primary'> & {
  readonly find?: ReactNode;
  /** The button that makes a new one. */
  readonly create?: ReactNode;
};

/** A list of the house's own things: as every list, with finding and making beside it; on a phone at the thumb. */
export const AdminList = <R extends ListRow>({ find, create, ...list }: AdminListProps<R>) => {
  const phone = useMediaQuery('(max-width: 760px)', window.matchMedia('(max-width: 760px)').matches) === true;
  const tools = (
    <>
      {find}
      {create}
    </>
  );
  return phone ? (
    <div className={styles.phone}>
      <div className={styles.list}>
        <ListPage {...(list as ListPageProps<R>)} />
      </div>
      {isRefusal(list.query.error) && list.query.data === undefined ? null : <div className={styles.bar}>{tools}</div>}
    </div>
  ) : (
    <ListPage {...(list as ListPageProps<R>)} primary={tools} />
  );
};
