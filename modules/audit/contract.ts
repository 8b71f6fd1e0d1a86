import { type Static, Type } from 'typebox';

const Id = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
const Text = Type.Union([Type.String(), Type.Null()]);
const Time = Type.String({ format: 'date-time' });
const Outcome = Type.Enum(['allowed', 'refused']);
const Gate = Type.Enum(['principal', 'tenant', 'permission', 'row']);
const Moment = Type.Union([Type.String({ format: 'date-time' }), Type.String({ format: 'date' })]);
const filter = { minLength: 1, maxLength: 200 };

export const AuditQuery = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  cursor: Type.Optional(Type.String({ minLength: 1, maxLength: 1200 })),
  /** A login, or the id of a user. */
  actor: Type.Optional(Type.String(filter)),
  action: Type.Optional(Type.Array(Type.String(filter), { minItems: 1, maxItems: 100 })),
  outcome: Type.Optional(Outcome),
  /** A type, a type and an id, or a type and what people know it by: `ticket`, `ticket:12`, `ticket:SR-2026-00012`. */
  subject: Type.Optional(Type.String({ maxLength: 200, pattern: '^[a-z_]+(:.+)?$' })),
  /** Not before: a time, or a day in the tenant's time zone. */
  from: Type.Optional(Moment),
  /** Before this time; a day is counted in. */
  to: Type.Optional(Moment),
});

export type AuditQuery = Static<typeof AuditQuery>;

/** The same without pages: a file holds all of it. */
export const AuditExportQuery = Type.Omit(AuditQuery, ['limit', 'cursor']);
export type AuditExportQuery = Static<typeof AuditExportQuery>;

export const AuditId = Type.Object({ id: Id });

export const AuditEntry = Type.Object({
  id: Id,
  at: Time,
  actor: Type.Object({ id: Type.Union([Id, Type.Null()]), login: Text, tenantCode: Text }),
  /** The tenant acted in. */
  tenantCode: Type.String(),
  onBehalfOf: Type.Union([Id, Type.Null()]),
  channel: Type.Enum(['web', 'api', 'cli', 'job']),
  action: Type.String(),
  /** An id is a number where the thing has one, and a text such as a tenant's code or a topic's name elsewhere. */
  subject: Type.Union([
    Type.Object({ type: Type.String(), id: Type.Union([Id, Type.String(), Type.Null()]) }),
    Type.Null(),
  ]),
  /**
   * What people know the subject by today: the number of a ticket, the name of a user, a key or a rule. Null for kinds
   * without such a name, for what this tenant has not, and for what was refused before anybody looked for it.
   */
  subjectName: Text,
  outcome: Outcome,
  gate: Type.Union([Gate, Type.Null()]),
  reason: Text,
  /** Before and after of each changed field. */
  changes: Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()]),
  address: Text,
  method: Text,
  path: Text,
  requestId: Text,
  /** How many equal cases this row stands for. */
  repeats: Type.Integer({ minimum: 1 }),
});

export type AuditEntry = Static<typeof AuditEntry>;

export const AuditList = Type.Object({
  items: Type.Array(AuditEntry),
  nextCursor: Type.Union([Type.String(), Type.Null()]),
});
export type AuditList = Static<typeof AuditList>;
