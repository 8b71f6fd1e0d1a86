import { type Static, Type } from 'typebox';

/** Where counting stops: this many means as many or more. */
export const mostCounted = 1000;
const Count = Type.Integer({ minimum: 0, maximum: mostCounted });
const TenantCount = Type.Object({
  id: Type.Integer(),
  code: Type.String(),
  unfinished: Count,
  unassigned: Count,
});
/** `complete` is false where there are more tenants than these; a count of `countedUpTo` means as many or more. */
export const TenantCounts = Type.Object({
  items: Type.Array(TenantCount),
  complete: Type.Boolean(),
  countedUpTo: Type.Integer({ minimum: 1 }),
});
export type TenantCounts = Static<typeof TenantCounts>;
