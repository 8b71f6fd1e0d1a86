-- Unfinished tickets, and those of them that nobody has, in each tenant that the person with this way in may act in with
-- one of p_roles; for the first p_tenants by code, and each of the two counted up to p_most, by an index alone. It says
-- nothing outside `*`, and which tenants there are it takes from the way in and the assignments, never from its caller.
create or replace function count_open_tickets(p_acting bigint, p_roles text[], p_tenants int, p_most int)
returns table (id int, code text, unfinished int, unassigned int)
language plpgsql stable security definer rows 50
set search_path = madang, pg_temp
set plan_cache_mode = force_custom_plan
as $$
declare
  v_kinds text[] := array['service_request', 'incident'];
  v_states text[] := ticket_unfinished();
begin
  if nullif(current_setting('app.tenant_id', true), '')::int is distinct from 1 then
    return;
  end if;
  return query
  select a.id, a.code,
    (select count(*)::int from (
      select from ticket t
      where t.tenant_id = a.id and t.kind = any (v_kinds) and t.status = any (v_states)
      limit p_most) n),
    (select count(*)::int from (
      select from ticket t
      where t.tenant_id = a.id and t.assignee_id is null and t.status = any (v_states)
      limit p_most) n)
  from (
    select l.id, l.code from list_acting_tenants(p_acting, null, null) l
    where l.id <> 1 and l.role = any (p_roles)
    order by l.code
    limit p_tenants) a
  order by a.code;
end
$$;
alter function count_open_tickets(bigint, text[], int, int) owner to madang_definer;
grant execute on function count_open_tickets(bigint, text[], int, int) to madang_app;
