import { type Static, Type } from 'typebox';

/** Counts stop at 1,000, which means as many or more. */
const TenantCount = Type.Object({
  id: Type.Integer(),
  code: Type.String(),
  unfinished: Type.Integer({ minimum: 0, maximum: 1000 }),
  unassigned: Type.Integer({ minimum: 0, maximum: 1000 }),
});
export const TenantCounts = Type.Object({ items: Type.Array(TenantCount) });
export type TenantCounts = Static<typeof TenantCounts>;
