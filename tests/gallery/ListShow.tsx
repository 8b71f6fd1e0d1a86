import type { Text } from '#platform/web/i18n/i18n.ts';
import { ListSkeleton } from '#platform/web/ui/list/ListSkeleton.tsx';
import type { RowsLook } from '#platform/web/ui/list/list.ts';
import { Rows } from '#platform/web/ui/list/Rows.tsx';
import { EmptyState } from '#platform/web/ui/State.tsx';
import styles from './gallery.module.css';
import { Show, Shows } from './Show.tsx';

type Line = { readonly id: number; readonly title: string; readonly number: string };
const word = (english: string): Text => english as Text;

const look: RowsLook<Line> = {
  href: ({ id }) => `/tickets/${id}`,
  card: ({ title, number }) => (
    <div className={styles.card}>
      <span>{title}</span>
      <span>{number}</span>
    </div>
  ),
  columns: [
    { id: 'number', label: word('Number'), width: '124px', cell: ({ number }) => number },
    { id: 'title', label: word('Title'), width: 'minmax(140px, 1fr)', main: true, cell: ({ title }) => title },
  ],
};

const lines = (count: number): Line[] =>
  Array.from({ length: count }, (_, at) => ({
    id: at + 1,
    title: at % 4 === 3 ? '아주긴제목'.repeat(20) : `프린터 ${at + 1}번이 멈췄습니다`,
    number: `SR-2026-${String(at + 1).padStart(6, '0')}`,
  }));
const few = lines(3);
const many = lines(10_000);
const nothing = (): void => undefined;

/** Lists: on their way, empty, a few rows, ten thousand. */
export const ListShow = () => (
  <Shows title="Lists">
    <Show name="List, loading">
      <div className={styles.list}>
        <ListSkeleton columns={look.columns} />
      </div>
    </Show>
    <Show name="List, empty">
      <EmptyState title="조건에 맞는 요청이 없습니다">필터를 지우거나 다른 말로 찾아보세요.</EmptyState>
    </Show>
    <Show name="List, few rows">
      <div className={styles.list}>
        <Rows label="few" rows={few} look={look} more={false} onMore={nothing} place="few" />
      </div>
    </Show>
    <Show name="List, 10,000 rows">
      <div className={styles.list}>
        <Rows label="many" rows={many} look={look} more={false} onMore={nothing} place="many" />
      </div>
    </Show>
  </Shows>
);
