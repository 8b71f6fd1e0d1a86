import { useT } from '#platform/web/i18n/i18n.ts';
import { DetailSkeleton } from '#platform/web/ui/detail/DetailSkeleton.tsx';
import { ListPending } from '#platform/web/ui/list/ListPending.tsx';
import { LinesSkeleton } from '#platform/web/ui/section/LinesSkeleton.tsx';

/** The shapes that stand while the code of a page is on its way. */
export const AuditPending = () => {
  const t = useT();
  return <ListPending title={t('Audit')} columns={[{ id: 'action', width: '1fr' }]} />;
};

export const EntryPending = () => {
  const t = useT();
  return <DetailSkeleton crumbs={[{ to: '/admin/audit', label: t('Audit') }]} story={<LinesSkeleton lines={3} />} />;
};
