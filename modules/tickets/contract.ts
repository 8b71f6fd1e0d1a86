import { type Static, Type } from 'typebox';
import { Line, nullable } from '#platform/http/contract.ts';

const strict = { additionalProperties: false };
const Id = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
const Time = Type.String({ format: 'date-time' });

export const kinds = ['service_request', 'incident'] as const;
export const statuses = [
  'received',
  'triage',
  'awaiting_approval',
  'rejected',
  'assigned',
  'in_progress',
  'waiting_customer',
  'waiting_vendor',
  'resolved',
  'closed',
  'cancelled',
] as const;
export const statusCategories = ['open', 'paused', 'resolved', 'closed'] as const;
export const priorities = ['p1', 'p2', 'p3', 'p4'] as const;
export const channels = ['portal', 'api', 'email', 'chat', 'phone', 'monitor', 'import'] as const;
export const ticketActions = [
  'triage',
  'assign',
  'start',
  'wait_customer',
  'wait_vendor',
  'resume',
  'resolve',
  'reopen',
  'close',
  'cancel',
  'reject',
] as const;
export const sorts = ['-createdAt', 'createdAt', '-updatedAt', 'priority', 'due'] as const;
export const requiredInputs = ['comment', 'assigneeId', 'resolution', 'reason'] as const;

export const TicketKind = Type.Enum([...kinds]);
export type TicketKind = (typeof kinds)[number];
export const TicketStatus = Type.Enum([...statuses]);
export type TicketStatus = (typeof statuses)[number];
export const StatusCategory = Type.Enum([...statusCategories]);
export type StatusCategory = (typeof statusCategories)[number];
export const Priority = Type.Enum([...priorities]);
export type Priority = (typeof priorities)[number];
export const Channel = Type.Enum([...channels]);
export type Channel = (typeof channels)[number];
export const TicketActionName = Type.Enum([...ticketActions]);
export type TicketActionName = (typeof ticketActions)[number];
export const TicketSort = Type.Enum([...sorts]);
export type TicketSort = (typeof sorts)[number];
export const RequiredInput = Type.Enum([...requiredInputs]);
export type RequiredInput = (typeof requiredInputs)[number];

export const DueFilter = Type.Enum(['overdue']);
export type DueFilter = Static<typeof DueFilter>;

/** Impact and urgency: 1 is the highest. */
export const Level = Type.Integer({ minimum: 1, maximum: 3 });
export type Level = Static<typeof Level>;

export const limits = { title: 200, body: 100_000, tags: 20, tag: 50, message: 100_000, reason: 5_000 } as const;

const Title = Line(limits.title);
const Body = Type.String({ maxLength: limits.body });
const Message = Type.String({ minLength: 1, maxLength: limits.message, pattern: '\\S' });
const Reason = Type.String({ minLength: 1, maxLength: limits.reason, pattern: '\\S' });
const Tag = Line(limits.tag);
const Tags = Type.Array(Tag, { maxItems: limits.tags });

export const Person = Type.Object({ id: Id, name: Type.String() });
export type Person = Static<typeof Person>;
const Category = Type.Object({ id: Id, name: Type.String() });

const ticketFields = {
  id: Id,
  number: Type.String(),
  kind: TicketKind,
  title: Type.String(),
  body: Type.String(),
  channel: Channel,
  status: TicketStatus,
  statusCategory: StatusCategory,
  priority: Priority,
  impact: Level,
  urgency: Level,
  category: nullable(Category),
  requester: Person,
  onBehalfOf: nullable(Person),
  assignee: nullable(Person),
  team: nullable(Type.String()),
  tags: Type.Array(Type.String()),
  due: nullable(Time),
  parentId: nullable(Id),
  mergedIntoId: nullable(Id),
  version: Type.Integer(),
  createdAt: Time,
  updatedAt: Time,
  resolvedAt: nullable(Time),
  closedAt: nullable(Time),
  /** What this user may do with this ticket: names of functions such as `ticket.comment`, `ticket.work`. */
  abilities: Type.Array(Type.String()),
};

/** A ticket as lists show it; there the body is at most its first 500 characters. */
export const Ticket = Type.Object(ticketFields);
export type Ticket = Static<typeof Ticket>;

/** A move that this user may make now. `final`: no move leads on from there, so nobody can take it back. */
export const TicketAction = Type.Object({
  action: TicketActionName,
  to: TicketStatus,
  requires: Type.Array(RequiredInput),
  final: Type.Boolean(),
});
export type TicketAction = Static<typeof TicketAction>;

/** One ticket with its whole body and the moves this user may make now. */
export const TicketDetail = Type.Object({
  ...ticketFields,
  resolution: nullable(Type.String()),
  actions: Type.Array(TicketAction),
});
export type TicketDetail = Static<typeof TicketDetail>;

export const TicketList = Type.Object({ items: Type.Array(Ticket), nextCursor: nullable(Type.String()) });
export type TicketList = Static<typeof TicketList>;

export const TicketId = Type.Object({ id: Id }, strict);

/** `assignee` and `requester` take ids; `assignee` also `me` and `none`, `requester` also `me`. `due=overdue`: past its due time, unfinished. Every filter may repeat. */
export const TicketListQuery = Type.Object(
  {
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
    cursor: Type.Optional(Type.String({ maxLength: 2000 })),
    status: Type.Optional(Type.Array(TicketStatus, { maxItems: 20 })),
    statusCategory: Type.Optional(Type.Array(StatusCategory, { maxItems: 20 })),
    kind: Type.Optional(Type.Array(TicketKind, { maxItems: 20 })),
    priority: Type.Optional(Type.Array(Priority, { maxItems: 20 })),
    assignee: Type.Optional(Type.Array(Type.String({ pattern: '^(me|none|[1-9][0-9]{0,14})$' }), { maxItems: 20 })),
    requester: Type.Optional(Type.Array(Type.String({ pattern: '^(me|[1-9][0-9]{0,14})$' }), { maxItems: 20 })),
    tag: Type.Optional(Type.Array(Tag, { maxItems: 20 })),
    due: Type.Optional(Type.Array(DueFilter, { maxItems: 20 })),
    q: Type.Optional(Type.String({ maxLength: 200 })),
    sort: Type.Optional(TicketSort),
  },
  strict,
);
export type TicketListQuery = Static<typeof TicketListQuery>;

/** The same without pages: a file holds all of them. */
export const TicketExportQuery = Type.Omit(TicketListQuery, ['limit', 'cursor'], strict);
export type TicketExportQuery = Static<typeof TicketExportQuery>;

export const NewTicket = Type.Object(
  {
    kind: TicketKind,
    title: Title,
    body: Type.Optional(Body),
    impact: Type.Optional(Level),
    urgency: Type.Optional(Level),
    categoryId: Type.Optional(nullable(Id)),
    onBehalfOf: Type.Optional(nullable(Id)),
    tags: Type.Optional(Tags),
  },
  strict,
);
export type NewTicket = Static<typeof NewTicket>;

export const TicketPatch = Type.Object(
  {
    title: Type.Optional(Title),
    body: Type.Optional(Body),
    categoryId: Type.Optional(nullable(Id)),
    impact: Type.Optional(Level),
    urgency: Type.Optional(Level),
    tags: Type.Optional(Tags),
    due: Type.Optional(nullable(Time)),
  },
  { ...strict, minProperties: 1 },
);
export type TicketPatch = Static<typeof TicketPatch>;

export const NewTransition = Type.Object(
  {
    action: TicketActionName,
    comment: Type.Optional(Message),
    assigneeId: Type.Optional(Id),
    resolution: Type.Optional(Reason),
    reason: Type.Optional(Reason),
  },
  strict,
);
export type NewTransition = Static<typeof NewTransition>;

export const NewMessage = Type.Object({ body: Message }, strict);
export type NewMessage = Static<typeof NewMessage>;

/** A public reply or an internal note; lists of both are newest first. */
export const TicketMessage = Type.Object({ id: Id, author: Person, body: Type.String(), createdAt: Time });
export type TicketMessage = Static<typeof TicketMessage>;
export const TicketMessageList = Type.Object({ items: Type.Array(TicketMessage), nextCursor: nullable(Type.String()) });
export type TicketMessageList = Static<typeof TicketMessageList>;

export const PageQuery = Type.Object(
  {
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
    cursor: Type.Optional(Type.String({ maxLength: 2000 })),
  },
  strict,
);
export type PageQuery = Static<typeof PageQuery>;

/** `from` and `to` are as the ticket's field shows them: a text, a number, a person, a list of tags or null. */
export const FieldChange = Type.Object({ field: Type.String(), from: Type.Unknown(), to: Type.Unknown() });
export type FieldChange = Static<typeof FieldChange>;
export const HistoryEntry = Type.Object({ id: Id, at: Time, actor: Person, change: Type.Array(FieldChange) });
export type HistoryEntry = Static<typeof HistoryEntry>;
export const TicketHistory = Type.Object({ items: Type.Array(HistoryEntry), nextCursor: nullable(Type.String()) });
export type TicketHistory = Static<typeof TicketHistory>;

export const CategoryList = Type.Object({ items: Type.Array(Category) });
export type CategoryList = Static<typeof CategoryList>;

/** People who work on tickets here: whom `assign` takes. */
export const AssigneeList = Type.Object({ items: Type.Array(Person) });
export type AssigneeList = Static<typeof AssigneeList>;

/** `data` of the live events ticket.created, ticket.changed, ticket.commented and ticket.noted. */
export const TicketEvent = Type.Object({
  id: Id,
  number: Type.String(),
  version: Type.Integer(),
  change: Type.String(),
});
export type TicketEvent = Static<typeof TicketEvent>;

/** `writing`: a reply or a note is being written at this moment. */
export const PresenceBeat = Type.Object({ writing: Type.Boolean() }, strict);
export const Presence = Type.Object({ person: Person, since: Time, writing: Type.Boolean() });
export type Presence = Static<typeof Presence>;
/** Who else has the ticket open. */
export const PresenceList = Type.Object({ items: Type.Array(Presence) });
export type PresenceList = Static<typeof PresenceList>;
