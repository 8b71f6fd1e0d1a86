import { useT } from '#platform/web/i18n/i18n.ts';
import { DetailSkeleton } from '#platform/web/ui/detail/DetailSkeleton.tsx';
import { ListPending as ListFrame } from '#platform/web/ui/list/ListPending.tsx';

/** The shapes that stand while the code of a page is on its way. */
export const ListPending = () => {
  const t = useT();
  return (
    <ListFrame
      title={t('Requests')}
      columns={[
        { id: 'priority', width: '52px' },
        { id: 'number', width: '124px' },
        { id: 'title', width: 'minmax(140px, 1fr)' },
        { id: 'status', width: '160px' },
        { id: 'updated', width: '92px' },
      ]}
    />
  );
};

export const TicketPending = () => {
  const t = useT();
  return <DetailSkeleton crumbs={[{ to: '/tickets', label: t('Requests') }]} />;
};
