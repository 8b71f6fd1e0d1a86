import { type Static, type TSchema, Type } from 'typebox';
import { Line, nullable } from '#platform/http/contract.ts';

const strict = { additionalProperties: false };
const Id = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
const TenantId = Type.Integer({ minimum: 1, maximum: 2_147_483_647 });
const Time = Type.String({ format: 'date-time' });
const Code = Type.String({ minLength: 1, maxLength: 20 });
const Limit = Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 }));
const Cursor = Type.Optional(Type.String({ maxLength: 2000 }));
const pageOf = <T extends TSchema>(item: T) =>
  Type.Object({ items: Type.Array(item), nextCursor: nullable(Type.String()) });

export const roles = ['ADMIN', 'PM', 'ENGINEER', 'DEPLOY_ENGINEER', 'CUSTOMER'] as const;
const Role = Type.Enum([...roles]);
const locales = ['ko', 'en'] as const;
const Locale = Type.Enum([...locales]);
/** A login in a body; upper case is taken and kept as lower case. */
const Login = Type.String({ maxLength: 200, pattern: '^[A-Za-z0-9][A-Za-z0-9._+@-]*$' });
const passwordLimits = { least: 8, most: 256 } as const;
const NewPassword = Type.String({ minLength: passwordLimits.least, maxLength: passwordLimits.most });
const GivenPassword = Type.String({ minLength: 1, maxLength: 1000 });
const GivenLogin = Type.String({ minLength: 1, maxLength: 200 });
const Totp = Type.String({ pattern: '^[0-9]{6,8}$' });
const PersonName = Line(200);

const TenantRef = Type.Object({ id: Id, code: Type.String(), name: Type.String() });
const PersonRef = Type.Object({ id: Id, login: Type.String(), name: Type.String() });
export const ById = Type.Object({ id: Id }, strict);
export const PageQuery = Type.Object({ limit: Limit, cursor: Cursor }, strict);

/** Who is signed in and where they act: the answer of every way to sign in. */
export const Session = Type.Object({
  user: Type.Object({ id: Id, login: Type.String(), name: Type.String(), locale: Locale }),
  tenant: TenantRef,
  actingTenant: Type.Object({ id: Id, code: Type.String(), name: Type.String(), timeZone: Type.String() }),
  role: Role,
  /** Names of the functions that the role has here, on own rows at least. */
  abilities: Type.Array(Type.String()),
});
export type Session = Static<typeof Session>;

export const SignIn = Type.Object(
  { login: GivenLogin, password: GivenPassword, totp: Type.Optional(Totp), tenant: Type.Optional(Code) },
  strict,
);
export type SignIn = Static<typeof SignIn>;
export const ActingTenant = Type.Object({ code: Code }, strict);
export const ActingTenantQuery = Type.Object(
  { limit: Limit, q: Type.Optional(Type.String({ maxLength: 100 })) },
  strict,
);
export const ActingTenants = Type.Object({
  items: Type.Array(Type.Object({ id: Id, code: Type.String(), name: Type.String(), role: Role })),
});

/** Either login and password, or a refresh token. */
export const TokenRequest = Type.Object(
  {
    login: Type.Optional(GivenLogin),
    password: Type.Optional(GivenPassword),
    totp: Type.Optional(Totp),
    tenant: Type.Optional(Code),
    actingTenant: Type.Optional(Code),
    refreshToken: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  },
  strict,
);
export type TokenRequest = Static<typeof TokenRequest>;
export const TokenPair = Type.Object({
  accessToken: Type.String(),
  refreshToken: Type.String(),
  tokenType: Type.Literal('Bearer'),
  /** Seconds. */
  expiresIn: Type.Integer(),
});
export const KeySet = Type.Object({
  keys: Type.Array(
    Type.Object({
      kty: Type.String(),
      crv: Type.String(),
      x: Type.String(),
      kid: Type.String(),
      alg: Type.String(),
      use: Type.String(),
    }),
  ),
});

const OwnSession = Type.Object({
  id: Id,
  kind: Type.Enum(['session', 'token']),
  current: Type.Boolean(),
  tenant: TenantRef,
  client: nullable(Type.String()),
  address: nullable(Type.String()),
  createdAt: Time,
  lastSeenAt: Time,
  expiresAt: Time,
});
export const OwnSessionList = pageOf(OwnSession);

export const InvitationAcceptance = Type.Object(
  { token: Type.String({ minLength: 1, maxLength: 200 }), password: NewPassword },
  strict,
);
export const InvitationCheck = Type.Object({ token: Type.String({ minLength: 1, maxLength: 200 }) }, strict);
/** Whom a link that is still good was made for. */
export const InvitationPreview = Type.Object({
  login: Type.String(),
  name: Type.String(),
  tenant: Type.Object({ code: Type.String(), name: Type.String() }),
  /** True for the first password, false for a new one in place of another. */
  first: Type.Boolean(),
  expiresAt: Time,
});
export type InvitationPreview = Static<typeof InvitationPreview>;
export const PasswordChange = Type.Object({ current: GivenPassword, next: NewPassword }, strict);

export const Account = Type.Object({
  id: Id,
  login: Type.String(),
  name: Type.String(),
  locale: Locale,
  tenant: TenantRef,
  passwordChangedAt: nullable(Time),
  version: Type.Integer(),
});
export const AccountChange = Type.Object(
  { name: Type.Optional(PersonName), locale: Type.Optional(Locale) },
  { ...strict, minProperties: 1 },
);

/** What the reader may do with a user as it stands. */
const userAbilities = ['user.change_role', 'user.disable', 'user.enable', 'user.invite', 'user.end_sessions'] as const;
export type UserAbility = (typeof userAbilities)[number];
const userStatuses = ['invited', 'active', 'disabled'] as const;
const userFields = {
  id: Id,
  login: Type.String(),
  name: Type.String(),
  role: Role,
  locale: Locale,
  status: Type.Enum([...userStatuses]),
  version: Type.Integer(),
  createdAt: Time,
  updatedAt: Time,
  abilities: Type.Array(Type.Enum([...userAbilities])),
};
export const User = Type.Object(userFields);
export type User = Static<typeof User>;
/** A link that sets a password once; shown here and never again. */
export const Invitation = Type.Object({ link: Type.String(), expiresAt: Time });
export type Invitation = Static<typeof Invitation>;
export const InvitedUser = Type.Object({ ...userFields, invitation: Invitation });
export type InvitedUser = Static<typeof InvitedUser>;
export const UserList = pageOf(User);
export const UserListQuery = Type.Object(
  {
    limit: Limit,
    cursor: Cursor,
    role: Type.Optional(Role),
    status: Type.Optional(Type.Enum([...userStatuses])),
    q: Type.Optional(Type.String({ maxLength: 100 })),
  },
  strict,
);
export const NewUser = Type.Object(
  { login: Login, name: PersonName, role: Role, locale: Type.Optional(Locale) },
  strict,
);
export type NewUser = Static<typeof NewUser>;
export const UserChange = Type.Object(
  { name: Type.Optional(PersonName), role: Type.Optional(Role), locale: Type.Optional(Locale) },
  { ...strict, minProperties: 1 },
);
export type UserChange = Static<typeof UserChange>;

/** What would end with a user's account, and when they were last seen in any of it. */
export const UserWaysIn = Type.Object({
  sessions: Type.Integer(),
  tokens: Type.Integer(),
  apiKeys: Type.Integer(),
  /** Tenants besides their own in which they may act by assignment. */
  assignments: Type.Integer(),
  lastSeenAt: nullable(Time),
  /** The one-time link that was made last and not used yet; it works until it expires. */
  invitation: nullable(Type.Object({ createdAt: Time, expiresAt: Time })),
});
export type UserWaysIn = Static<typeof UserWaysIn>;

/** Somebody known in the tenant acted in: one of its own users, or staff of the provider. */
const Person = Type.Object({
  id: Id,
  login: Type.String(),
  name: Type.String(),
  role: Role,
  kind: Type.Enum(['own', 'staff', 'super']),
  status: Type.Enum(['active', 'disabled']),
});
export type Person = Static<typeof Person>;
export const PersonList = pageOf(Person);
export const PersonListQuery = Type.Object(
  {
    limit: Limit,
    cursor: Cursor,
    kind: Type.Optional(Type.Enum(['own', 'staff', 'super'])),
    q: Type.Optional(Type.String({ maxLength: 100 })),
  },
  strict,
);

export const Assignment = Type.Object({ id: Id, user: PersonRef, tenant: TenantRef, role: Role, createdAt: Time });
export type Assignment = Static<typeof Assignment>;
export const AssignmentList = pageOf(Assignment);
export const AssignmentListQuery = Type.Object(
  { limit: Limit, cursor: Cursor, userId: Type.Optional(Id), tenantId: Type.Optional(TenantId) },
  strict,
);
export const NewAssignment = Type.Object({ userId: Id, tenantId: TenantId, role: Role }, strict);

const keyFields = {
  id: Id,
  name: Type.String(),
  scopes: Type.Array(Type.String()),
  owner: PersonRef,
  createdAt: Time,
  expiresAt: Time,
  lastUsedAt: nullable(Time),
};
const ApiKey = Type.Object(keyFields);
export const ApiKeyList = pageOf(ApiKey);
/** The secret is shown here and never again. */
export const NewApiKeyAnswer = Type.Object({ ...keyFields, secret: Type.String() });
export const NewApiKey = Type.Object(
  {
    name: Line(100),
    scopes: Type.Array(Type.String({ minLength: 1, maxLength: 100 }), {
      minItems: 1,
      maxItems: 100,
      uniqueItems: true,
    }),
    expiresAt: Time,
  },
  strict,
);

const Cell = Type.Enum(['yes', 'own', 'no']);
export const AccessMatrix = Type.Object({
  roles: Type.Array(Role),
  functions: Type.Array(
    Type.Object({
      name: Type.String(),
      cells: Type.Object(
        Object.fromEntries(roles.map((role) => [role, Cell])) as Record<(typeof roles)[number], typeof Cell>,
      ),
      /** Only for an ADMIN of the provider who acts in `*`. */
      providerOnly: Type.Boolean(),
      /** Never by an API key. */
      peopleOnly: Type.Boolean(),
    }),
  ),
});
export type AccessMatrix = Static<typeof AccessMatrix>;
export const ExplanationQuery = Type.Object(
  {
    user: Type.String({ minLength: 1, maxLength: 200 }),
    action: Type.String({ minLength: 1, maxLength: 100 }),
    subject: Type.Optional(Type.String({ pattern: '^[a-z_]{1,50}:[1-9][0-9]{0,14}$' })),
  },
  strict,
);
export const ExplanationAnswer = Type.Object({
  user: Type.Object({ id: Id, login: Type.String(), name: Type.String(), role: Role }),
  /** What people know the subject by, such as the number of a ticket. Null where it has no such name, is not here, or a key asks. */
  subjectName: Type.Union([Type.String(), Type.Null()]),
  allowed: Type.Boolean(),
  gates: Type.Array(
    Type.Object({
      gate: Type.Enum(['principal', 'tenant', 'permission', 'row']),
      outcome: Type.Enum(['passed', 'refused', 'not_reached']),
      why: Type.String(),
      facts: Type.Record(Type.String(), Type.Unknown()),
    }),
  ),
});
export type ExplanationAnswer = Static<typeof ExplanationAnswer>;
