import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import {
  type ActingTenant,
  actingTenantsQuery,
  findTenants,
  mayBeMore,
  typedTenantsQuery,
  withFurther,
} from './acting-tenants.ts';

const pauseMs = 200;

export type FoundTenants = {
  /** All that this page knows of. */
  readonly all: readonly ActingTenant[];
  /** Those of them that hold what was typed. */
  readonly fitting: readonly ActingTenant[];
  /** Whether there may be others, of which the server has not been asked. */
  readonly more: boolean;
  /** Whether an answer is under way that may bring further ones. */
  readonly pending: boolean;
  readonly error: unknown;
  readonly retry: () => void;
};

/** Organizations to act in by what was typed: at once from those that are known, and from the server where they are not all. */
export const useActingTenants = (typed: string): FoundTenants => {
  const wanted = typed.trim();
  const [asked] = useDebouncedValue(wanted, pauseMs);
  const first = useQuery(actingTenantsQuery);
  const more = mayBeMore(first.data ?? []);
  const further = useQuery({
    ...typedTenantsQuery(asked),
    enabled: more && asked !== '',
    placeholderData: keepPreviousData,
  });
  const all = withFurther(first.data ?? [], further.data ?? []);
  return {
    all,
    fitting: findTenants(all, wanted, all.length),
    more: more && wanted === '',
    pending: first.isPending || (more && wanted !== '' && (asked !== wanted || further.isFetching)),
    error: first.error ?? further.error,
    retry: () => void (first.isError ? first : further).refetch(),
  };
};
