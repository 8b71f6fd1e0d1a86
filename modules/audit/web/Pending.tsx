import { useParams } from '@tanstack/react-router';
import { useT } from '#platform/web/i18n/i18n.ts';
import { DetailSkeleton } from '#platform/web/ui/detail/DetailSkeleton.tsx';
import { ListPending } from '#platform/web/ui/list/ListPending.tsx';
import { entryShape } from './EntryShape.tsx';

/** The shapes that stand while the code of a page is on its way. */
export const AuditPending = () => {
  const t = useT();
  return (
    <ListPending
      title={t('Audit log')}
      columns={[
        { id: 'at', width: '160px' },
        { id: 'actor', width: 'minmax(110px, 190px)' },
        { id: 'action', width: 'minmax(150px, 1fr)' },
        { id: 'subject', width: 'minmax(110px, 220px)' },
        { id: 'outcome', width: '84px' },
        { id: 'gate', width: '112px', from: 1000 },
      ]}
    />
  );
};

export const EntryPending = () => {
  const t = useT();
  const { entryId } = useParams({ strict: false });
  return <DetailSkeleton crumbs={[{ to: '/admin/audit', label: t('Audit log') }]} {...entryShape(Number(entryId))} />;
};
