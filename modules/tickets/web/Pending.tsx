import { useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useT } from '#platform/web/i18n/i18n.ts';
import { DetailSkeleton } from '#platform/web/ui/detail/DetailSkeleton.tsx';
import { ListPending as ListFrame } from '#platform/web/ui/list/ListPending.tsx';
import { numberInList } from './neighbours.ts';

/** The shapes that stand while the code of a page is on its way. */
export const ListPending = () => {
  const t = useT();
  return (
    <ListFrame
      title={t('Requests')}
      boxed
      columns={[
        { id: 'priority', width: '52px' },
        { id: 'number', width: '124px', from: 640 },
        { id: 'title', width: 'minmax(140px, 1fr)' },
        { id: 'status', width: '160px', from: 480 },
        { id: 'updated', width: '92px', from: 740 },
      ]}
    />
  );
};

export const TicketPending = () => {
  const t = useT();
  const { ticketId } = useParams({ strict: false });
  const number = numberInList(useQueryClient(), Number(ticketId));
  return <DetailSkeleton crumbs={[{ to: '/tickets', label: t('Requests') }]} number={number} />;
};
