import type { QueryClient } from '@tanstack/react-query';
import { call, newIdempotencyKey } from '#platform/web/api/client.ts';
import { path } from '#platform/web/api/path.ts';
import { t } from '#platform/web/i18n/i18n.ts';
import { personName } from '#platform/web/ui/person-name.ts';
import { offerUndo } from '#platform/web/ui/undo.tsx';
import type { Assignment } from '../../contract.ts';
import { assignmentKeys, createAssignment } from './api.ts';

/** Ends it at once, and offers for ten seconds to make the same again. */
export const removeAssignment = async (client: QueryClient, { id, user, tenant, role }: Assignment): Promise<void> => {
  const refresh = (): void => void client.invalidateQueries({ queryKey: assignmentKeys.lists });
  await call('DELETE', path`/assignments/${id}`);
  refresh();
  const names = { name: personName(user), tenant: tenant.name };
  await offerUndo(t('{{name}} does not work in {{tenant}} any more', names), async () => {
    await createAssignment({ userId: user.id, tenantId: tenant.id, role }, newIdempotencyKey());
    refresh();
  });
};
