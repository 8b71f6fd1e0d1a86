-- Unfinished tickets, and those of them that nobody has, in each tenant that the person with this way in may act in with
-- one of p_roles; for the first p_tenants by code, and counted up to p_most. It says nothing outside `*`, and which tenants
-- there are it takes from the way in and from the assignments, never from its caller.
create or replace function count_open_tickets(p_acting bigint, p_roles text[], p_tenants int, p_most int)
returns table (id int, code text, unfinished int, unassigned int)
language plpgsql stable security definer rows 50
set search_path = madang, pg_temp
set plan_cache_mode = force_custom_plan
as $$
declare
  v_kinds text[] := array['service_request', 'incident'];
  v_states text[] := array['received', 'triage', 'awaiting_approval', 'assigned', 'in_progress', 'waiting_customer',
    'waiting_vendor'];
begin
  if nullif(current_setting('app.tenant_id', true), '')::int is distinct from 1 then
    return;
  end if;
  return query
  select a.id, a.code, c.unfinished, c.unassigned
  from list_acting_tenants(p_acting, null, p_tenants) a
  cross join lateral (
    select count(*)::int as unfinished, (count(*) filter (where n.assignee_id is null))::int as unassigned
    from (
      select o.assignee_id
      from unnest(v_kinds) as k (kind) cross join unnest(v_states) as s (status)
        cross join lateral (
          select t.assignee_id from ticket t
          where t.tenant_id = a.id and t.kind = k.kind and t.status = s.status
          limit p_most) o
      limit p_most) n
  ) c
  where a.id <> 1 and a.role = any (p_roles)
  order by a.code;
end
$$;
alter function count_open_tickets(bigint, text[], int, int) owner to madang_definer;
grant execute on function count_open_tickets(bigint, text[], int, int) to madang_app;
