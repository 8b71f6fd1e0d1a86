-- The tenants that the person with this way in may act in, by code; with words, those whose code or name has them. Provider
-- staff only: others have their own.
create or replace function list_acting_tenants(p_acting bigint, p_search text, p_limit int)
returns table (id int, code text, name text, role text)
language plpgsql stable security definer
set search_path = madang, pg_temp
as $$
declare
  v_acting acting := alive_acting(p_acting);
  v_home_role text := tenant_role(v_acting.user_id, v_acting.home_tenant_id, v_acting.home_tenant_id);
begin
  return query
  select t.id, t.code, t.name, coalesce(
    case when t.id = v_acting.home_tenant_id or v_acting.home_tenant_id = 1 and v_home_role = 'ADMIN' then v_home_role end,
    s.role)
  from tenant t
  left join assignment s on v_acting.home_tenant_id = 1 and s.tenant_id = 1 and s.user_id = v_acting.user_id
    and s.target_tenant_id = t.id
  where t.status = 'active'
    and (t.id = v_acting.home_tenant_id or v_acting.home_tenant_id = 1 and (v_home_role = 'ADMIN' or s.role is not null))
    and (p_search is null or strpos(lower(t.code), lower(p_search)) > 0 or strpos(lower(t.name), lower(p_search)) > 0)
  order by t.code
  limit p_limit;
end
$$;
alter function list_acting_tenants(bigint, text, int) owner to madang_definer;
grant execute on function list_acting_tenants(bigint, text, int) to madang_app;

-- The role that a person has in a tenant now, by the rows of their home and of the assignments; null is none.
create or replace function tenant_role(p_user bigint, p_home int, p_tenant int) returns text
language sql stable security definer
set search_path = madang, pg_temp
as $$
  select case
    when p_tenant = p_home or p_home = 1 and m.role = 'ADMIN' then m.role
    when p_home = 1 then (
      select s.role from assignment s where s.tenant_id = 1 and s.user_id = p_user and s.target_tenant_id = p_tenant
    )
  end
  from tenant_member m
  where m.tenant_id = p_home and m.user_id = p_user and m.status = 'active'
$$;
alter function tenant_role(bigint, int, int) owner to madang_definer;

-- Moves a way in to another tenant under a new secret, in one step: the old row goes, the new one stands in the target.
-- No row when the tenant is unknown, not active or not assigned; raises MD401 when the old way in is not alive.
create or replace function switch_acting(p_acting bigint, p_version int, p_code text, p_secret_hash bytea, p_request jsonb)
returns table (tenant_id int, id bigint)
language plpgsql volatile security definer
set search_path = madang, pg_temp
as $$
declare
  v_old acting := alive_acting_locked(p_acting);
  v_target int;
  v_role text;
  v_id bigint;
begin
  select t.id, tenant_role(v_old.user_id, v_old.home_tenant_id, t.id) into v_target, v_role
  from tenant t where t.code = p_code and t.status = 'active';
  if v_role is null or v_old.kind = 'api_key' then
    return;
  end if;
  if v_target <> v_old.home_tenant_id then
    perform admit_staff(v_old.user_id, v_target, v_role);
  end if;
  delete from acting a where a.tenant_id = v_old.tenant_id and a.id = v_old.id and a.version = p_version;
  if not found then
    perform access_ended();
  end if;
  insert into acting (tenant_id, kind, secret_hash, user_id, home_tenant_id, session_id, home_role, role, created_at,
    idle_expires_at, expires_at, locale, home_name, client, address)
  select v_target, v_old.kind, p_secret_hash, v_old.user_id, v_old.home_tenant_id, coalesce(v_old.session_id, v_old.id),
    m.role, v_role, v_old.created_at, v_old.idle_expires_at, v_old.expires_at, v_old.locale, t.name, v_old.client, v_old.address
  from tenant_member m join tenant t on t.id = m.tenant_id
  where m.tenant_id = v_old.home_tenant_id and m.user_id = v_old.user_id
  returning acting.id into v_id;
  if v_target <> v_old.tenant_id then
    perform record_in_tenant(v_old, v_target, 'session.enter_tenant', 'session',
      coalesce(v_old.session_id, v_old.id)::text, null, p_request);
  end if;
  return query select v_target, v_id;
end
$$;
alter function switch_acting(bigint, int, text, bytea, jsonb) owner to madang_definer;
grant execute on function switch_acting(bigint, int, text, bytea, jsonb) to madang_app;

-- The member row that provider staff needs in a tenant; for a super administrator it is written at the first act there.
create or replace function admit_staff(p_user bigint, p_tenant int, p_role text) returns void
language sql volatile security definer
set search_path = madang, pg_temp
as $$
  insert into tenant_member as o (tenant_id, user_id, login, name, home_tenant_id, home_role, role, kind)
  select p_tenant, m.user_id, m.login, m.name, 1, m.role, p_role, case m.role when 'ADMIN' then 'super' else 'staff' end
  from tenant_member m where m.tenant_id = 1 and m.user_id = p_user and m.status = 'active'
  on conflict (tenant_id, user_id) do update
  set login = excluded.login, name = excluded.name, home_role = excluded.home_role, role = excluded.role, kind = excluded.kind,
    status = 'active'
$$;
alter function admit_staff(bigint, int, text) owner to madang_definer;

-- An API key is a way in beside the person's own, in the same tenant, with the same home and no wider.
create or replace function add_key_acting(p_acting bigint, p_secret_hash bytea, p_scopes text[], p_expires_at timestamptz)
returns bigint
language plpgsql volatile security definer
set search_path = madang, pg_temp
as $$
declare
  v_own acting := alive_acting_locked(p_acting);
  v_id bigint;
begin
  if v_own.kind = 'api_key' or p_scopes is null then
    raise exception 'a key makes no key' using errcode = '42501';
  end if;
  insert into acting (tenant_id, kind, secret_hash, user_id, home_tenant_id, home_role, role, scopes, idle_expires_at, expires_at,
    locale, home_name)
  values (v_own.tenant_id, 'api_key', p_secret_hash, v_own.user_id, v_own.home_tenant_id, v_own.home_role, v_own.role, p_scopes,
    p_expires_at, p_expires_at, v_own.locale, v_own.home_name)
  returning id into v_id;
  return v_id;
end
$$;
alter function add_key_acting(bigint, bytea, text[], timestamptz) owner to madang_definer;
grant execute on function add_key_acting(bigint, bytea, text[], timestamptz) to madang_app;

-- The sessions and tokens of the person with this way in, wherever they act.
create or replace function list_own_sessions(p_acting bigint)
returns table (id bigint, acting_id bigint, kind text, tenant_id int, tenant_code text, tenant_name text, created_at timestamptz(3),
  last_seen_at timestamptz(3), expires_at timestamptz(3), client text, address text)
language plpgsql stable security definer
set search_path = madang, pg_temp
as $$
declare
  v_own acting := alive_acting(p_acting);
begin
  return query
  select coalesce(a.session_id, a.id), a.id, a.kind, t.id, t.code, t.name, a.created_at, a.last_seen_at,
    least(a.expires_at, a.idle_expires_at)::timestamptz(3), a.client, a.address
  from acting a join tenant t on t.id = a.tenant_id
  where a.tenant_id = any (places_of(v_own.user_id, v_own.home_tenant_id)) and a.user_id = v_own.user_id
    and a.kind in ('session', 'token') and a.expires_at > now() and a.idle_expires_at > now()
  order by a.created_at desc, a.id desc;
end
$$;
alter function list_own_sessions(bigint) owner to madang_definer;
grant execute on function list_own_sessions(bigint) to madang_app;

-- Ends one of the person's own sessions. Answers how many ways in that were.
create or replace function end_own_session(p_acting bigint, p_session bigint) returns int
language plpgsql volatile security definer
set search_path = madang, pg_temp
as $$
declare
  v_own acting := alive_acting(p_acting);
  v_count int;
begin
  delete from acting a
  where a.tenant_id = any (places_of(v_own.user_id, v_own.home_tenant_id)) and a.user_id = v_own.user_id
    and a.kind in ('session', 'token') and coalesce(a.session_id, a.id) = p_session;
  get diagnostics v_count = row_count;
  return v_count;
end
$$;
alter function end_own_session(bigint, bigint) owner to madang_definer;
grant execute on function end_own_session(bigint, bigint) to madang_app;

-- Ends the sessions and tokens of a user of the tenant acted in, wherever they act, but for one: after a new password.
create or replace function end_sessions_of_user(p_user bigint, p_keep bigint) returns void
language plpgsql volatile security definer
set search_path = madang, pg_temp
as $$
declare
  v_home int := nullif(current_setting('app.tenant_id', true), '')::int;
begin
  delete from acting a
  where a.tenant_id = any (places_of(p_user, v_home)) and a.user_id = p_user and a.home_tenant_id = v_home
    and a.kind in ('session', 'token') and a.id is distinct from p_keep;
end
$$;
alter function end_sessions_of_user(bigint, bigint) owner to madang_definer;
grant execute on function end_sessions_of_user(bigint, bigint) to madang_app;

-- The living ways in of a user of the tenant acted in, wherever they act, and the tenants that they are assigned to.
create or replace function count_ways_in(p_user bigint)
returns table (sessions int, tokens int, api_keys int, assignments int, last_seen_at timestamptz(3))
language plpgsql stable security definer
set search_path = madang, pg_temp
as $$
declare
  v_home int := nullif(current_setting('app.tenant_id', true), '')::int;
begin
  return query
  select (count(*) filter (where a.kind = 'session'))::int, (count(*) filter (where a.kind = 'token'))::int,
    (count(*) filter (where a.kind = 'api_key'))::int,
    (select count(*)::int from assignment s where v_home = 1 and s.tenant_id = 1 and s.user_id = p_user),
    max(a.last_seen_at)::timestamptz(3)
  from acting a
  where a.tenant_id = any (places_of(p_user, v_home)) and a.user_id = p_user and a.home_tenant_id = v_home
    and a.expires_at > now() and a.idle_expires_at > now();
end
$$;
alter function count_ways_in(bigint) owner to madang_definer;
grant execute on function count_ways_in(bigint) to madang_app;
