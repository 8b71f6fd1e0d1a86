import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { Suspense, useEffect, useState } from 'react';
import { watchProblems } from '../api/tab.ts';
import { sessionQuery } from '../session/session.ts';
import { emptyTray } from '../tray/runs.ts';
import { lazyPart } from '../version/lazy-part.ts';

const TenantChanged = lazyPart(async () => (await import('./TenantChanged.tsx')).TenantChanged);

/** Notices when any answer says that the session ended, or that it acts in another tenant by now. */
export const SessionWatch = () => {
  const router = useRouter();
  const client = useQueryClient();
  const [changed, setChanged] = useState(false);
  useEffect(
    () =>
      watchProblems((problem) => {
        if (problem.code === 'access.tenant_changed') {
          setChanged(true);
        } else if (problem.code === 'access.session_ended' || problem.code === 'access.sign_in_needed') {
          const { href } = router.state.location;
          emptyTray();
          client.setQueryData(sessionQuery.queryKey, null);
          void router.navigate({ to: '/sign-in' as string, search: { next: href, ended: '1' } as never });
        }
      }),
    [router, client],
  );
  return changed ? (
    <Suspense fallback={null}>
      <TenantChanged />
    </Suspense>
  ) : null;
};
