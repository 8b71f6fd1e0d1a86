-- The end of a proof: raises what the HTTP layer knows as "resolve the principal again, else 401".
create or replace function access_ended() returns int
language plpgsql volatile
as $$
begin
  raise exception 'the session is no longer valid' using errcode = 'MD401';
end
$$;
grant execute on function access_ended() to madang_app, madang_definer;

-- The alive way in with this id in the tenant that the transaction acts in; raises MD401 when there is none. The tenant
-- comes from the setting, so nobody proves themselves with a way into another tenant.
create or replace function alive_acting(p_acting bigint) returns acting
language plpgsql stable security definer
set search_path = madang, pg_temp
as $$
declare
  v_acting acting;
begin
  select a.tenant_id, a.id, a.kind, a.secret_hash, a.user_id, a.home_tenant_id, a.session_id, a.home_role, a.role, a.scopes,
    a.version, a.created_at, a.last_seen_at, a.idle_expires_at, a.expires_at, a.locale, a.home_name, a.client, a.address
  into v_acting
  from acting a
  join tenant t on t.id = a.tenant_id
  join tenant_member m on m.tenant_id = a.tenant_id and m.user_id = a.user_id
  where a.tenant_id = nullif(current_setting('app.tenant_id', true), '')::int and a.id = p_acting
    and a.expires_at > now() and a.idle_expires_at > now() and t.status = 'active' and m.status = 'active';
  if not found then
    perform access_ended();
  end if;
  return v_acting;
end
$$;
alter function alive_acting(bigint) owner to madang_definer;

-- The same for whoever is about to write a new way in beside or in place of this one. The person's row at home is locked
-- first, and read after: whoever ends or changes the person begins with that row, so they wait, and then find the new
-- way in as well; or this waits, and reads what the person is now.
create or replace function alive_acting_locked(p_acting bigint) returns acting
language plpgsql volatile security definer
set search_path = madang, pg_temp
as $$
declare
  v_acting acting := alive_acting(p_acting);
begin
  perform m.user_id from tenant_member m
  where m.tenant_id = v_acting.home_tenant_id and m.user_id = v_acting.user_id for share;
  return alive_acting(p_acting);
end
$$;
alter function alive_acting_locked(bigint) owner to madang_definer;

-- What crosses tenants for the provider asks this first, whatever the caller has decided before: the transaction acts in
-- `*`, and the way in with this id there is alive and an ADMIN's. Answers the user's id.
create or replace function require_provider_administrator(p_acting bigint) returns bigint
language plpgsql stable security definer
set search_path = madang, pg_temp
as $$
declare
  v_acting acting := alive_acting(p_acting);
begin
  if v_acting.tenant_id <> 1 or v_acting.home_tenant_id <> 1 or v_acting.home_role <> 'ADMIN' or v_acting.role <> 'ADMIN'
    or v_acting.kind = 'api_key' then
    raise exception 'only an administrator of the provider may do this' using errcode = '42501';
  end if;
  return v_acting.user_id;
end
$$;
alter function require_provider_administrator(bigint) owner to madang_definer;

-- Tells the audit of another tenant what somebody with a way in did to it. `p_request` holds channel, address, method,
-- path, requestId and login. For the functions of the definer only; who acts is read from the rows, not taken from the caller. The
-- command line borrows the way in of an administrator and is nobody: its rows name no person, but the program.
create or replace function record_in_tenant(
  p_acting acting,
  p_tenant int,
  p_action text,
  p_subject_type text,
  p_subject_id text,
  p_changes jsonb,
  p_request jsonb
) returns void
language sql volatile security definer
set search_path = madang, pg_temp
as $$
  insert into audit (tenant_id, actor_id, actor_login, actor_tenant, channel, action, subject_type, subject_id, changes,
    address, method, path, request_id)
  select p_tenant, case when c.is_console then null else m.user_id end,
    case when c.is_console then p_request ->> 'login' else m.login end, t.code, c.channel, p_action, p_subject_type, p_subject_id,
    p_changes, p_request ->> 'address', p_request ->> 'method', p_request ->> 'path', p_request ->> 'requestId'
  from tenant_member m
  join tenant t on t.id = m.home_tenant_id
  cross join lateral (
    select coalesce(p_request ->> 'channel', 'api') as channel, coalesce(p_request ->> 'channel' = 'cli', false) as is_console
  ) c
  where m.tenant_id = p_acting.tenant_id and m.user_id = p_acting.user_id
$$;
alter function record_in_tenant(acting, int, text, text, text, jsonb, jsonb) owner to madang_definer;
