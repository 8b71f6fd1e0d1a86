import { type Static, Type } from 'typebox';
import { Line, nullable } from '#platform/http/contract.ts';

const strict = { additionalProperties: false };
const Id = Type.Integer({ minimum: 1, maximum: 2_147_483_647 });
const Time = Type.String({ format: 'date-time' });

const tenantKinds = ['company', 'public_institution', 'pharmacy', 'provider'] as const;
const tenantStatuses = ['active', 'suspended', 'closed'] as const;
const Name = Line(200);
/** 사업자등록번호: ten digits, dashes allowed in a body; the check digit is verified. */
const BusinessNumber = nullable(Type.String({ pattern: '^[0-9]{3}-?[0-9]{2}-?[0-9]{5}$' }));
const Contact = Type.Object(
  {
    name: Type.Optional(Type.String({ maxLength: 200 })),
    phone: Type.Optional(Type.String({ maxLength: 50 })),
    email: Type.Optional(Type.String({ maxLength: 254 })),
    address: Type.Optional(Type.String({ maxLength: 500 })),
  },
  strict,
);
const TimeZone = Type.String({ minLength: 1, maxLength: 64 });
const FiscalYearStart = Type.Integer({ minimum: 1, maximum: 12 });
/** Plain values by name; modules say in their own documents which names they read. */
const Settings = Type.Record(
  Type.String({ pattern: '^[a-z][A-Za-z0-9.]{0,63}$' }),
  Type.Union([Type.String({ maxLength: 1000 }), Type.Number(), Type.Boolean(), Type.Null()]),
  { maxProperties: 100, additionalProperties: false },
);

export const Tenant = Type.Object({
  id: Id,
  code: Type.String(),
  name: Type.String(),
  kind: Type.Enum([...tenantKinds]),
  businessNumber: nullable(Type.String()),
  contact: Type.Record(Type.String(), Type.Unknown()),
  timeZone: Type.String(),
  fiscalYearStart: Type.Integer(),
  status: Type.Enum([...tenantStatuses]),
  settings: Type.Record(Type.String(), Type.Unknown()),
  version: Type.Integer(),
  createdAt: Time,
  updatedAt: Time,
});
export type Tenant = Static<typeof Tenant>;
export const TenantList = Type.Object({ items: Type.Array(Tenant), nextCursor: nullable(Type.String()) });
export const TenantId = Type.Object({ id: Id }, strict);
export const TenantListQuery = Type.Object(
  {
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
    cursor: Type.Optional(Type.String({ maxLength: 2000 })),
    status: Type.Optional(Type.Enum([...tenantStatuses])),
    kind: Type.Optional(Type.Enum([...tenantKinds])),
    q: Type.Optional(Type.String({ maxLength: 100 })),
  },
  strict,
);

const changeable = {
  name: Type.Optional(Name),
  businessNumber: Type.Optional(BusinessNumber),
  contact: Type.Optional(Contact),
  timeZone: Type.Optional(TimeZone),
  fiscalYearStart: Type.Optional(FiscalYearStart),
  settings: Type.Optional(Settings),
};
/** There is one provider, so no other tenant can become it. */
const Kind = Type.Enum(['company', 'public_institution', 'pharmacy']);

export const NewTenant = Type.Object(
  { ...changeable, code: Type.String({ pattern: '^[A-Z0-9_-]{1,20}$' }), name: Name, kind: Kind },
  strict,
);
export type NewTenant = Static<typeof NewTenant>;
/** What an administrator of the tenant itself may change. */
export const OwnTenantChange = Type.Object(changeable, { ...strict, minProperties: 1 });
export type OwnTenantChange = Static<typeof OwnTenantChange>;
/** What the provider may change besides. */
export const TenantChange = Type.Object(
  { ...changeable, kind: Type.Optional(Kind), status: Type.Optional(Type.Enum(['active', 'suspended'])) },
  { ...strict, minProperties: 1 },
);
export type TenantChange = Static<typeof TenantChange>;

/** Somebody who is known in a tenant: one of its own users, or staff of the provider. */
const TenantPerson = Type.Object({
  id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
  login: Type.String(),
  name: Type.String(),
  role: Type.Enum(['ADMIN', 'PM', 'ENGINEER', 'DEPLOY_ENGINEER', 'CUSTOMER']),
  kind: Type.Enum(['own', 'staff', 'super']),
  status: Type.Enum(['active', 'disabled']),
});
export type TenantPerson = Static<typeof TenantPerson>;
export const TenantPersonList = Type.Object({ items: Type.Array(TenantPerson), nextCursor: nullable(Type.String()) });
export const TenantPersonQuery = Type.Object(
  {
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
    cursor: Type.Optional(Type.String({ maxLength: 2000 })),
  },
  strict,
);
/** Who would be outside at once if a tenant were suspended. */
export const TenantOccupancy = Type.Object({
  users: Type.Integer(),
  staff: Type.Integer(),
  sessions: Type.Integer(),
  tokens: Type.Integer(),
  apiKeys: Type.Integer(),
});
export type TenantOccupancy = Static<typeof TenantOccupancy>;
