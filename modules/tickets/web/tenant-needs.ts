import type { QueryClient } from '@tanstack/react-query';
import { can, type Session } from '#platform/web/session/session.ts';
import { tenantCountsQuery } from './api.ts';

/** More than is counted of one organization: what nobody has taken yet weighs more than any number of others. */
const unassignedWeight = 10_000;

/** How much waits in each organization; nothing for who may not know. */
export const findTenantNeeds = async (client: QueryClient, session: Session): Promise<ReadonlyMap<string, number>> => {
  if (!can(session, 'ticket.overview')) {
    return new Map();
  }
  const { byCode } = await client.fetchQuery(tenantCountsQuery);
  return new Map(
    [...byCode].map(([code, { unassigned, unfinished }]) => [code, unassigned * unassignedWeight + unfinished]),
  );
};
