-- A new tenant. Called in `*` by an administrator of the provider, whose way in there is looked up. Answers its id, or
-- null when the code is taken.
create or replace function create_tenant(p_acting bigint, p_tenant jsonb) returns int
language plpgsql volatile security definer
set search_path = madang, pg_temp
as $$
declare
  v_id int;
begin
  perform require_provider_administrator(p_acting);
  insert into tenant (code, name, kind, business_number, contact, time_zone, fiscal_year_start, settings)
  values (p_tenant ->> 'code', p_tenant ->> 'name', p_tenant ->> 'kind', p_tenant ->> 'businessNumber',
    coalesce(p_tenant -> 'contact', '{}'), p_tenant ->> 'timeZone', (p_tenant ->> 'fiscalYearStart')::int,
    coalesce(p_tenant -> 'settings', '{}'))
  on conflict (code) do nothing
  returning id into v_id;
  return v_id;
end
$$;
alter function create_tenant(bigint, jsonb) owner to madang_definer;
grant execute on function create_tenant(bigint, jsonb) to madang_app;

-- Changes the fields that `p_change` has. A status other than active ends every way into the tenant before the answer.
-- The provider's own row keeps its code, kind and status.
create or replace function change_tenant(p_acting bigint, p_id int, p_change jsonb, p_audit jsonb, p_request jsonb) returns int
language plpgsql volatile security definer
set search_path = madang, pg_temp
as $$
declare
  v_acting acting := alive_acting(p_acting);
  v_name text;
  v_status text;
  v_version int;
begin
  perform require_provider_administrator(p_acting);
  update tenant set
    name = case when p_change ? 'name' then p_change ->> 'name' else name end,
    kind = case when p_change ? 'kind' then p_change ->> 'kind' else kind end,
    business_number = case when p_change ? 'businessNumber' then p_change ->> 'businessNumber' else business_number end,
    contact = case when p_change ? 'contact' then p_change -> 'contact' else contact end,
    time_zone = case when p_change ? 'timeZone' then p_change ->> 'timeZone' else time_zone end,
    fiscal_year_start = case when p_change ? 'fiscalYearStart' then (p_change ->> 'fiscalYearStart')::int else fiscal_year_start end,
    settings = case when p_change ? 'settings' then p_change -> 'settings' else settings end,
    status = case when p_change ? 'status' then p_change ->> 'status' else status end,
    access_version = access_version + 1,
    version = version + 1,
    updated_at = now()
  where id = p_id
  returning name, status, version into strict v_name, v_status, v_version;
  if v_status <> 'active' then
    delete from acting where tenant_id = p_id;
  else
    -- Those who act there, and those who come from there, are told the new name at their next request.
    update acting set version = version + 1 where tenant_id = p_id;
    if p_id = 1 then
      update acting set version = version + 1, home_name = v_name where home_tenant_id = 1 and tenant_id <> 1;
    end if;
  end if;
  if p_id <> 1 then
    perform record_in_tenant(v_acting, p_id, 'tenant.change', 'tenant', p_id::text, p_audit, p_request);
  end if;
  return v_version;
end
$$;
alter function change_tenant(bigint, int, jsonb, jsonb, jsonb) owner to madang_definer;
grant execute on function change_tenant(bigint, int, jsonb, jsonb, jsonb) to madang_app;

-- Tenants, newest first, after the keyset `p_after`; for the provider's administrator acting in `*`.
create or replace function list_tenants(p_acting bigint, p_after int, p_limit int, p_status text, p_kind text, p_search text)
returns table (id int, code text, name text, kind text, business_number text, contact jsonb, time_zone text,
  fiscal_year_start int, status text, settings jsonb, version int, created_at timestamptz(3), updated_at timestamptz(3))
language plpgsql stable security definer
set search_path = madang, pg_temp
as $$
begin
  perform require_provider_administrator(p_acting);
  return query
  select t.id, t.code, t.name, t.kind, t.business_number, t.contact, t.time_zone, t.fiscal_year_start, t.status, t.settings,
    t.version, t.created_at, t.updated_at
  from tenant t
  where (p_after is null or t.id < p_after) and (p_status is null or t.status = p_status) and (p_kind is null or t.kind = p_kind)
    and (p_search is null or strpos(lower(t.code), lower(p_search)) > 0 or strpos(lower(t.name), lower(p_search)) > 0)
  order by t.id desc
  limit p_limit;
end
$$;
alter function list_tenants(bigint, int, int, text, text, text) owner to madang_definer;
grant execute on function list_tenants(bigint, int, int, text, text, text) to madang_app;

-- One tenant, for the provider's administrator acting in `*`; locked when it is about to be changed.
create or replace function find_tenant(p_acting bigint, p_id int, p_lock boolean)
returns table (id int, code text, name text, kind text, business_number text, contact jsonb, time_zone text,
  fiscal_year_start int, status text, settings jsonb, version int, created_at timestamptz(3), updated_at timestamptz(3))
language plpgsql volatile security definer
set search_path = madang, pg_temp
as $$
begin
  perform require_provider_administrator(p_acting);
  if p_lock then
    perform t.id from tenant t where t.id = p_id for no key update;
  end if;
  return query
  select t.id, t.code, t.name, t.kind, t.business_number, t.contact, t.time_zone, t.fiscal_year_start, t.status, t.settings,
    t.version, t.created_at, t.updated_at
  from tenant t where t.id = p_id;
end
$$;
alter function find_tenant(bigint, int, boolean) owner to madang_definer;
grant execute on function find_tenant(bigint, int, boolean) to madang_app;
