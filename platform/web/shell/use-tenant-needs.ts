import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useSession } from '../session/use-session.ts';

/** How much each organization needs somebody, as the modules say it; asked once a visit, so that nothing moves under the pointer. */
export const useTenantNeeds = () => {
  const { modules } = useRouter().options.context;
  const client = useQueryClient();
  const session = useSession();
  return useQuery({
    queryKey: ['session', 'tenant-needs'],
    queryFn: async () => {
      const all = await Promise.all(modules.flatMap(({ tenantNeeds }) => tenantNeeds?.(client, session) ?? []));
      const sum = new Map<string, number>();
      for (const [code, need] of all.flatMap((needs) => [...needs])) {
        sum.set(code, (sum.get(code) ?? 0) + need);
      }
      return sum;
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
};
