import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

/** A moment: read as ISO text, written as a Date. */
type Moment = ColumnType<string, Date, Date>;
type MomentOrNull = ColumnType<string | null, Date | null | undefined, Date | null>;
type Made = ColumnType<string, Date | undefined, never>;
/** Lexemes; what is written comes from `array_to_tsvector`, and nobody reads them. */
type Words = ColumnType<never, unknown, unknown>;

export type TicketTable = {
  tenant_id: number;
  id: GeneratedAlways<number>;
  number: string;
  kind: 'service_request' | 'incident';
  title: string;
  body: Generated<string>;
  channel: string;
  status: Generated<string>;
  previous_status: string | null;
  last_action: string | null;
  impact: Generated<number>;
  urgency: Generated<number>;
  priority: Generated<number>;
  category_id: number | null;
  requester_id: number;
  on_behalf_of_id: number | null;
  owner_id: number;
  assignee_id: number | null;
  team: string | null;
  tags: Generated<readonly string[]>;
  due: MomentOrNull;
  resolution: string | null;
  parent_id: number | null;
  merged_into_id: number | null;
  version: Generated<number>;
  created_at: ColumnType<string, Date, never>;
  updated_at: Moment;
  resolved_at: MomentOrNull;
  closed_at: MomentOrNull;
};

export type TicketTransitionTable = { previous_status: string; last_action: string; status: string };

export type TicketCategoryTable = { tenant_id: number; id: GeneratedAlways<number>; name: string; created_at: Made };

export type TicketTagTable = { tenant_id: number; tag: string; ticket_id: number };

export type TicketSearchTable = {
  tenant_id: number;
  ticket_id: number;
  created_at: ColumnType<string, Date, never>;
  words: Words;
};

/** ticket_comment and ticket_note have the same columns, so that what is written for one serves the other. */
export type TicketMessageTable = {
  tenant_id: number;
  id: GeneratedAlways<number>;
  ticket_id: number;
  author_id: number;
  body: string;
  words: Words;
  created_at: Made;
};

export type TicketHistoryTable = {
  tenant_id: number;
  id: GeneratedAlways<number>;
  ticket_id: number;
  at: Moment;
  actor_id: number;
  change: unknown;
};

export type TicketImportTable = {
  tenant_id: number;
  id: GeneratedAlways<number>;
  sha256: Buffer;
  mapping: string;
  file_name: string;
  through_line: Generated<number>;
  created: Generated<number>;
  refused: Generated<number>;
  started_at: Made;
  finished_at: MomentOrNull;
};

export type TicketViewTable = {
  tenant_id: number;
  id: GeneratedAlways<number>;
  user_id: number;
  name: string;
  search: unknown;
  version: Generated<number>;
  created_at: ColumnType<string, never, never>;
};

/** The people of a tenant, as far as tickets name them. */
type TenantMemberTable = {
  tenant_id: number;
  user_id: number;
  login: string;
  name: string;
  role: string;
  kind: string;
  status: string;
};

export type TicketTables = {
  ticket: TicketTable;
  ticket_transition: TicketTransitionTable;
  ticket_category: TicketCategoryTable;
  ticket_tag: TicketTagTable;
  ticket_search: TicketSearchTable;
  ticket_comment: TicketMessageTable;
  ticket_note: TicketMessageTable;
  ticket_history: TicketHistoryTable;
  ticket_import: TicketImportTable;
  ticket_view: TicketViewTable;
  tenant_member: TenantMemberTable;
};
