import { useT } from '#platform/web/i18n/i18n.ts';
import { TopBar } from '#platform/web/shell/TopBar.tsx';
import { DetailSkeleton } from '#platform/web/ui/detail/DetailSkeleton.tsx';
import { ListSkeleton } from '#platform/web/ui/list/ListSkeleton.tsx';

/** The shapes that stand while the code of a page is on its way. */
export const ListPending = () => {
  const t = useT();
  return (
    <>
      <TopBar title={<h1>{t('Requests')}</h1>} />
      <ListSkeleton columns={[{ id: 'title', width: '1fr' }]} />
    </>
  );
};

export const TicketPending = () => {
  const t = useT();
  return <DetailSkeleton crumbs={[{ to: '/tickets', label: t('Requests') }]} />;
};
