-- The service desk's first stage. Two reference tables hold for all tenants: which status is of which category, and which
-- moves there are. A ticket refers to its last move, so no writer can make another one.

create table ticket_transition (
  previous_status text not null,
  last_action text not null,
  status text not null,
  constraint ticket_transition_pkey primary key (previous_status, last_action, status)
);
insert into ticket_transition (previous_status, last_action, status) values
  ('received', 'triage', 'triage'),
  ('received', 'assign', 'assigned'),
  ('triage', 'assign', 'assigned'),
  ('assigned', 'assign', 'assigned'),
  ('in_progress', 'assign', 'assigned'),
  ('assigned', 'start', 'in_progress'),
  ('in_progress', 'wait_customer', 'waiting_customer'),
  ('in_progress', 'wait_vendor', 'waiting_vendor'),
  ('waiting_customer', 'resume', 'in_progress'),
  ('waiting_vendor', 'resume', 'in_progress'),
  ('assigned', 'resolve', 'resolved'),
  ('in_progress', 'resolve', 'resolved'),
  ('waiting_customer', 'resolve', 'resolved'),
  ('waiting_vendor', 'resolve', 'resolved'),
  ('resolved', 'close', 'closed'),
  ('resolved', 'reopen', 'in_progress'),
  ('received', 'reject', 'rejected'),
  ('triage', 'reject', 'rejected'),
  ('received', 'cancel', 'cancelled'),
  ('triage', 'cancel', 'cancelled'),
  ('awaiting_approval', 'cancel', 'cancelled'),
  ('assigned', 'cancel', 'cancelled'),
  ('in_progress', 'cancel', 'cancelled'),
  ('waiting_customer', 'cancel', 'cancelled'),
  ('waiting_vendor', 'cancel', 'cancelled');
comment on table ticket_transition is 'no tenant: the moves are the same for everybody';
alter table ticket_transition enable row level security;
alter table ticket_transition force row level security;
create policy ticket_transition_app on ticket_transition for select to madang_app using (true);
grant select on ticket_transition to madang_app;

create table ticket_category (
  tenant_id int not null,
  id bigint generated always as identity,
  name text not null,
  created_at timestamptz(3) not null default now(),
  constraint ticket_category_pkey primary key (tenant_id, id),
  constraint ticket_category_name_key unique (tenant_id, name),
  constraint ticket_category_tenant_fkey foreign key (tenant_id) references tenant (id) on delete restrict,
  constraint ticket_category_name_check check (char_length(name) between 1 and 100)
);
alter table ticket_category enable row level security;
alter table ticket_category force row level security;
create policy ticket_category_app on ticket_category to madang_app
  using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int)
  with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int);
grant select, insert on ticket_category to madang_app;

-- Every document costs a look-up per foreign key, so there is none where another one or the writing statement says the
-- same: the tenant follows from the requester, the status from the move. A ticket begins as received, without a move: nobody
-- is granted to insert anything else.
create table ticket (
  tenant_id int not null,
  id bigint generated always as identity,
  number text collate "C" not null,
  kind text not null,
  title text not null,
  body text not null default '',
  channel text not null,
  status text not null default 'received',
  -- The last move; null until there was one. A trigger holds previous_status to the status before.
  previous_status text null,
  last_action text null,
  impact smallint not null default 2,
  urgency smallint not null default 2,
  -- 1 to 4, from impact and urgency unless somebody has a reason.
  priority smallint not null default 3,
  category_id bigint null,
  requester_id bigint not null,
  on_behalf_of_id bigint null,
  -- Whose ticket it is, the one's on whose behalf or the requester's: what the row gate of a CUSTOMER asks.
  owner_id bigint not null,
  assignee_id bigint null,
  team text null,
  tags text[] not null default '{}',
  due timestamptz(3) null,
  resolution text null,
  parent_id bigint null,
  merged_into_id bigint null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  resolved_at timestamptz(3) null,
  closed_at timestamptz(3) null,
  constraint ticket_pkey primary key (tenant_id, id),
  constraint ticket_number_key unique (tenant_id, number),
  constraint ticket_transition_fkey foreign key (previous_status, last_action, status)
    references ticket_transition (previous_status, last_action, status) on delete restrict,
  constraint ticket_category_fkey foreign key (tenant_id, category_id)
    references ticket_category (tenant_id, id) on delete restrict,
  constraint ticket_requester_fkey foreign key (tenant_id, requester_id)
    references tenant_member (tenant_id, user_id) on delete restrict,
  constraint ticket_on_behalf_of_fkey foreign key (tenant_id, on_behalf_of_id)
    references tenant_member (tenant_id, user_id) on delete restrict,
  constraint ticket_assignee_fkey foreign key (tenant_id, assignee_id)
    references tenant_member (tenant_id, user_id) on delete restrict,
  constraint ticket_parent_fkey foreign key (tenant_id, parent_id) references ticket (tenant_id, id) on delete restrict,
  constraint ticket_merged_into_fkey foreign key (tenant_id, merged_into_id)
    references ticket (tenant_id, id) on delete restrict,
  constraint ticket_kind_check check (kind in ('service_request', 'incident')),
  constraint ticket_channel_check check (channel in ('portal', 'api', 'email', 'chat', 'phone', 'monitor', 'import')),
  constraint ticket_levels_check check (impact between 1 and 3 and urgency between 1 and 3 and priority between 1 and 4)
) with (fillfactor = 90);
-- Filters in the order of the default list, and one index per other sort. Kind and status share one: either alone is a few
-- look-ups in it. A requester other than the owner is rare, and so is a due time when a ticket is made.
create index ticket_created_idx on ticket (tenant_id, created_at, id);
create index ticket_updated_idx on ticket (tenant_id, updated_at, id);
create index ticket_priority_idx on ticket (tenant_id, priority, created_at, id);
create index ticket_due_idx on ticket (tenant_id, due, id) where due is not null;
create index ticket_status_idx on ticket (tenant_id, kind, status, created_at, id);
create index ticket_owner_idx on ticket (tenant_id, owner_id, created_at, id);
create index ticket_requester_idx on ticket (tenant_id, requester_id, created_at, id) where on_behalf_of_id is not null;
create index ticket_assignee_idx on ticket (tenant_id, assignee_id, created_at, id);
alter table ticket enable row level security;
alter table ticket force row level security;
create policy ticket_app on ticket to madang_app
  using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int)
  with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int);
create policy ticket_staff on ticket for select to madang_staff
  using (tenant_id = any (string_to_array(nullif(current_setting('app.tenant_ids', true), ''), ',')::int[]));
create policy ticket_system on ticket for select to madang_system using (true);
create policy ticket_definer on ticket for select to madang_definer using (true);
grant select on ticket to madang_app, madang_staff;
grant insert (tenant_id, id, number, kind, title, body, channel, impact, urgency, priority, category_id, requester_id,
  on_behalf_of_id, owner_id, tags, created_at, updated_at) on ticket to madang_app;
-- A statement that makes tickets takes their ids first, so that what hangs on them needs no look back.
grant usage on sequence ticket_id_seq to madang_app;
grant update (title, body, status, previous_status, last_action, impact, urgency, priority, category_id, assignee_id, team, tags, due,
  resolution, parent_id, merged_into_id, version, updated_at, resolved_at, closed_at) on ticket to madang_app;
grant select (tenant_id, id) on ticket to madang_system;
grant select (tenant_id, id, number, kind, title, body, status, priority, requester_id, owner_id, assignee_id, created_at)
  on ticket to madang_definer;

-- Tags again, one row each: array operators would lose their index under row security.
create table ticket_tag (
  tenant_id int not null,
  tag text not null,
  ticket_id bigint not null,
  constraint ticket_tag_pkey primary key (tenant_id, tag, ticket_id),
  constraint ticket_tag_ticket_fkey foreign key (tenant_id, ticket_id) references ticket (tenant_id, id) on delete cascade,
  constraint ticket_tag_check check (char_length(tag) between 1 and 50)
);
create index ticket_tag_ticket_idx on ticket_tag (tenant_id, ticket_id);
alter table ticket_tag enable row level security;
alter table ticket_tag force row level security;
create policy ticket_tag_app on ticket_tag to madang_app
  using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int)
  with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int);
create policy ticket_tag_definer on ticket_tag for select to madang_definer using (true);
grant select, insert, delete on ticket_tag to madang_app;
grant select on ticket_tag to madang_definer;

-- The words of title and body, apart from the ticket: most changes of a ticket do not touch them. A row is written by the
-- statement that makes the ticket. Every lexeme begins with the tenant's id, so that a word's entry in the index holds the
-- tickets of one tenant only.
create table ticket_search (
  tenant_id int not null,
  ticket_id bigint not null,
  -- The ticket's, so that the newest of many hits are known without a look at the tickets.
  created_at timestamptz(3) not null,
  words tsvector not null,
  constraint ticket_search_pkey primary key (tenant_id, ticket_id)
);
create index ticket_search_words_idx on ticket_search using gin (words) with (gin_pending_list_limit = 512);
comment on index ticket_search_words_idx is 'not tenant-first: every lexeme begins with the tenant';
alter table ticket_search enable row level security;
alter table ticket_search force row level security;
create policy ticket_search_app on ticket_search to madang_app
  using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int)
  with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int);
create policy ticket_search_definer on ticket_search for select to madang_definer using (true);
grant select (tenant_id, ticket_id), insert, update (words) on ticket_search to madang_app;
grant select on ticket_search to madang_definer;

create table ticket_comment (
  tenant_id int not null,
  id bigint generated always as identity,
  ticket_id bigint not null,
  author_id bigint not null,
  body text not null,
  words tsvector not null,
  created_at timestamptz(3) not null default now(),
  constraint ticket_comment_pkey primary key (tenant_id, id),
  constraint ticket_comment_ticket_fkey foreign key (tenant_id, ticket_id)
    references ticket (tenant_id, id) on delete cascade,
  constraint ticket_comment_author_fkey foreign key (tenant_id, author_id)
    references tenant_member (tenant_id, user_id) on delete restrict,
  constraint ticket_comment_body_check check (char_length(body) between 1 and 100000)
);
create index ticket_comment_ticket_idx on ticket_comment (tenant_id, ticket_id, id);
create index ticket_comment_words_idx on ticket_comment using gin (words) with (gin_pending_list_limit = 512);
comment on index ticket_comment_words_idx is 'not tenant-first: every lexeme begins with the tenant';
alter table ticket_comment enable row level security;
alter table ticket_comment force row level security;
create policy ticket_comment_app on ticket_comment to madang_app
  using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int)
  with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int);
create policy ticket_comment_definer on ticket_comment for select to madang_definer using (true);
grant select (tenant_id, id, ticket_id, author_id, body, created_at), insert on ticket_comment to madang_app;
grant select (tenant_id, ticket_id, body, words) on ticket_comment to madang_definer;

-- Internal notes stand in a table of their own: what reads comments can never show a note.
create table ticket_note (
  tenant_id int not null,
  id bigint generated always as identity,
  ticket_id bigint not null,
  author_id bigint not null,
  body text not null,
  words tsvector not null,
  created_at timestamptz(3) not null default now(),
  constraint ticket_note_pkey primary key (tenant_id, id),
  constraint ticket_note_ticket_fkey foreign key (tenant_id, ticket_id) references ticket (tenant_id, id) on delete cascade,
  constraint ticket_note_author_fkey foreign key (tenant_id, author_id)
    references tenant_member (tenant_id, user_id) on delete restrict,
  constraint ticket_note_body_check check (char_length(body) between 1 and 100000)
);
create index ticket_note_ticket_idx on ticket_note (tenant_id, ticket_id, id);
create index ticket_note_words_idx on ticket_note using gin (words) with (gin_pending_list_limit = 512);
comment on index ticket_note_words_idx is 'not tenant-first: every lexeme begins with the tenant';
alter table ticket_note enable row level security;
alter table ticket_note force row level security;
create policy ticket_note_app on ticket_note to madang_app
  using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int)
  with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int);
create policy ticket_note_definer on ticket_note for select to madang_definer using (true);
grant select (tenant_id, id, ticket_id, author_id, body, created_at), insert on ticket_note to madang_app;
grant select (tenant_id, ticket_id, body, words) on ticket_note to madang_definer;

create table ticket_history (
  tenant_id int not null,
  id bigint generated always as identity,
  ticket_id bigint not null,
  at timestamptz(3) not null,
  actor_id bigint not null,
  change jsonb not null,
  constraint ticket_history_pkey primary key (tenant_id, id),
  constraint ticket_history_ticket_fkey foreign key (tenant_id, ticket_id)
    references ticket (tenant_id, id) on delete cascade,
  constraint ticket_history_actor_fkey foreign key (tenant_id, actor_id)
    references tenant_member (tenant_id, user_id) on delete restrict,
  constraint ticket_history_change_check check (jsonb_typeof(change) = 'array')
);
create index ticket_history_ticket_idx on ticket_history (tenant_id, ticket_id, id);
alter table ticket_history enable row level security;
alter table ticket_history force row level security;
create policy ticket_history_app on ticket_history to madang_app
  using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int)
  with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int);
grant select, insert on ticket_history to madang_app;

-- An import is known by its file's hash and its mapping. Rows go in in the file's order, so that one line number says how
-- far it has come: run again it goes on there, or adds nothing.
create table ticket_import (
  tenant_id int not null,
  id bigint generated always as identity,
  sha256 bytea not null,
  mapping text not null,
  file_name text not null,
  through_line int not null default 0,
  created int not null default 0,
  refused int not null default 0,
  started_at timestamptz(3) not null default now(),
  finished_at timestamptz(3) null,
  constraint ticket_import_pkey primary key (tenant_id, id),
  constraint ticket_import_file_key unique (tenant_id, sha256, mapping),
  constraint ticket_import_tenant_fkey foreign key (tenant_id) references tenant (id) on delete restrict,
  constraint ticket_import_sha256_check check (octet_length(sha256) = 32)
);
alter table ticket_import enable row level security;
alter table ticket_import force row level security;
create policy ticket_import_app on ticket_import to madang_app
  using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int)
  with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int);
grant select, insert, update (through_line, created, refused, finished_at) on ticket_import to madang_app;
