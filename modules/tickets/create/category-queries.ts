import { mapQuery, type Query, sqlQuery } from '#platform/db/query.ts';

/** Ids of the tenant's categories of these names; missing ones are made. */
export const ensureCategories = (tenantId: number, names: readonly string[]): Query<ReadonlyMap<string, number>> => {
  const made = sqlQuery(
    'insert into ticket_category (tenant_id, name) select $1::int, unnest($2::text[]) on conflict do nothing',
    [tenantId, names],
  );
  const all = sqlQuery<{ name: string; id: number }>(
    'select name, id from ticket_category where tenant_id = $1::int and name = any ($2::text[])',
    [tenantId, names],
  );
  return mapQuery(
    { statements: [...made.statements, ...all.statements], answer: (results) => results[1] },
    (rows) => new Map((rows ?? []).map(({ name, id }) => [name as string, id as number])),
  );
};
