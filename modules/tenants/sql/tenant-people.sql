-- Who is known in a tenant, its own users and staff of the provider, newest first; for the provider's administrator acting
-- in `*`, who may not read the tenant's rows otherwise.
create or replace function list_tenant_people(p_acting bigint, p_tenant int, p_before bigint, p_limit int)
returns table (user_id bigint, login text, name text, role text, kind text, status text)
language plpgsql stable security definer
set search_path = madang, pg_temp
as $$
begin
  perform require_provider_administrator(p_acting);
  return query
  select m.user_id, m.login, m.name, m.role, m.kind, m.status
  from tenant_member m
  where m.tenant_id = p_tenant and (p_before is null or m.user_id < p_before)
  order by m.user_id desc
  limit p_limit;
end
$$;
alter function list_tenant_people(bigint, int, bigint, int) owner to madang_definer;
grant execute on function list_tenant_people(bigint, int, bigint, int) to madang_app;

-- Who would be outside at once if the tenant were suspended: its people, and the ways in that are alive. For the same.
create or replace function count_tenant_occupancy(p_acting bigint, p_tenant int)
returns table (users int, staff int, sessions int, tokens int, api_keys int)
language plpgsql stable security definer
set search_path = madang, pg_temp
as $$
begin
  perform require_provider_administrator(p_acting);
  return query
  select p.own, p.elsewhere, w.sessions, w.tokens, w.api_keys
  from (
    select (count(*) filter (where m.kind = 'own'))::int as own, (count(*) filter (where m.kind <> 'own'))::int as elsewhere
    from tenant_member m where m.tenant_id = p_tenant and m.status = 'active'
  ) p
  cross join (
    select (count(*) filter (where a.kind = 'session'))::int as sessions, (count(*) filter (where a.kind = 'token'))::int as tokens,
      (count(*) filter (where a.kind = 'api_key'))::int as api_keys
    from acting a where a.tenant_id = p_tenant and a.expires_at > now() and a.idle_expires_at > now()
  ) w;
end
$$;
alter function count_tenant_occupancy(bigint, int) owner to madang_definer;
grant execute on function count_tenant_occupancy(bigint, int) to madang_app;
