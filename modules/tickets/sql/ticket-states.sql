-- The statuses of tickets that are not finished; a test compares them with the categories in the code. The partial indexes
-- of what is unfinished repeat them, because an index has to be made before the functions are; the same test reads those.
create or replace function ticket_unfinished() returns text[]
language sql immutable parallel safe
set search_path = madang, pg_temp
as $$
  select array['received', 'triage', 'awaiting_approval', 'assigned', 'in_progress', 'waiting_customer', 'waiting_vendor']
$$;
grant execute on function ticket_unfinished() to madang_definer;
