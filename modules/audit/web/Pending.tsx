import { useT } from '#platform/web/i18n/i18n.ts';
import { TopBar } from '#platform/web/shell/TopBar.tsx';
import { DetailSkeleton } from '#platform/web/ui/detail/DetailSkeleton.tsx';
import { ListSkeleton } from '#platform/web/ui/list/ListSkeleton.tsx';

/** The shapes that stand while the code of a page is on its way. */
export const AuditPending = () => {
  const t = useT();
  return (
    <>
      <TopBar title={<h1>{t('Audit')}</h1>} />
      <ListSkeleton columns={[{ id: 'action', width: '1fr' }]} />
    </>
  );
};

export const EntryPending = () => {
  const t = useT();
  return <DetailSkeleton crumbs={[{ to: '/admin/audit', label: t('Audit') }]} />;
};
