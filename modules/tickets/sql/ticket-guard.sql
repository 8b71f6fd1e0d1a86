-- Looks at OLD and NEW only. The foreign key to ticket_transition says which moves there are; this says that a move begins
-- where the ticket stands. Together with what may be inserted no ticket has a status that it was not moved to.
create or replace function ticket_guard() returns trigger
language plpgsql
set search_path = madang, pg_temp
as $$
begin
  if new.previous_status is distinct from old.status then
    raise exception 'a ticket moves from the status that it has' using errcode = 'MD409';
  end if;
  return new;
end
$$;

drop trigger if exists ticket_guard on ticket;
create trigger ticket_guard before update on ticket
for each row when (
  new.status is distinct from old.status
  or new.last_action is distinct from old.last_action
  or new.previous_status is distinct from old.previous_status
)
execute function ticket_guard();
