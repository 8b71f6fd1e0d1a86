-- The tenants in which a person can have ways in: their home and, for provider staff, wherever they are known.
create or replace function places_of(p_user bigint, p_home int) returns int[]
language sql stable security definer
set search_path = madang, pg_temp
as $$
  select array_agg(tenant_id) from (
    select p_home as tenant_id
    union all
    select m.tenant_id from tenant_member m where p_home = 1 and m.user_id = p_user and m.kind <> 'own'
  ) p
$$;
alter function places_of(bigint, int) owner to madang_definer;

-- What a person is elsewhere follows from the rows of their home tenant alone: this function says nothing of its own, it
-- only carries them over. Called in the home tenant after every change of an account or its role, in the same
-- transaction; so the end of a user ends every way in before the answer.
create or replace function spread_account(p_user bigint) returns void
language plpgsql volatile security definer
set search_path = madang, pg_temp
as $$
declare
  v_home int := nullif(current_setting('app.tenant_id', true), '')::int;
  v_places int[];
  v_login text;
  v_name text;
  v_locale text;
  v_status text;
  v_role text;
begin
  select a.login, a.name, a.locale, case a.status when 'disabled' then 'disabled' else 'active' end, m.role
  into strict v_login, v_name, v_locale, v_status, v_role
  from account a
  join tenant_member m on m.tenant_id = a.tenant_id and m.user_id = a.id
  where a.tenant_id = v_home and a.id = p_user;

  delete from login_directory where tenant_id = v_home and user_id = p_user and login <> v_login;
  insert into login_directory (login, tenant_id, user_id) values (v_login, v_home, p_user) on conflict do nothing;
  update tenant_member set login = v_login, name = v_name, home_role = v_role, status = v_status
  where tenant_id = v_home and user_id = p_user;
  v_places := places_of(p_user, v_home);
  if v_home = 1 then
    perform spread_staff(p_user, v_places, v_login, v_name, v_role, v_status);
  end if;

  delete from acting a using tenant_member m
  where a.tenant_id = any (v_places) and a.user_id = p_user
    and m.tenant_id = a.tenant_id and m.user_id = a.user_id and m.status <> 'active';
  update acting a set version = a.version + 1, role = m.role, home_role = m.home_role, locale = v_locale
  from tenant_member m
  where a.tenant_id = any (v_places) and a.user_id = p_user and m.tenant_id = a.tenant_id and m.user_id = a.user_id;
end
$$;
alter function spread_account(bigint) owner to madang_definer;
grant execute on function spread_account(bigint) to madang_app;

-- The member rows of provider staff outside `*`: an assignment gives its role, a super administrator keeps the places
-- where they acted, everything else is over.
create or replace function spread_staff(p_user bigint, p_places int[], p_login text, p_name text, p_role text, p_status text)
returns void
language sql volatile security definer
set search_path = madang, pg_temp
as $$
  update tenant_member m set
    login = p_login,
    name = p_name,
    home_role = p_role,
    role = case when p_role = 'ADMIN' then 'ADMIN' else coalesce(s.role, m.role) end,
    kind = case when p_role = 'ADMIN' then 'super' else 'staff' end,
    status = case when p_role = 'ADMIN' or s.role is not null then p_status else 'disabled' end
  from unnest(p_places) as p(tenant_id)
  left join assignment s on s.tenant_id = 1 and s.user_id = p_user and s.target_tenant_id = p.tenant_id
  where m.tenant_id = p.tenant_id and m.user_id = p_user and m.kind <> 'own'
$$;
alter function spread_staff(bigint, int[], text, text, text, text) owner to madang_definer;

-- Carries one assignment over into its tenant, or its absence: then every way in there ends. Called in `*`.
create or replace function spread_assignment(p_acting bigint, p_user bigint, p_target int, p_request jsonb) returns void
language plpgsql volatile security definer
set search_path = madang, pg_temp
as $$
declare
  v_acting acting := alive_acting(p_acting);
  v_role text;
  v_before text;
  v_login text;
begin
  perform require_provider_administrator(p_acting);
  if p_target = 1 then
    raise exception 'nobody is assigned to the provider' using errcode = '42501';
  end if;
  select role into v_role from assignment where tenant_id = 1 and user_id = p_user and target_tenant_id = p_target;
  select login into v_login from tenant_member where tenant_id = 1 and user_id = p_user and kind = 'own';
  if v_role is null then
    select role into v_before from tenant_member where tenant_id = p_target and user_id = p_user and kind = 'staff';
  else
    insert into tenant_member (tenant_id, user_id, login, name, home_tenant_id, home_role, role, kind)
    select p_target, m.user_id, m.login, m.name, 1, m.home_role, v_role, 'staff'
    from tenant_member m where m.tenant_id = 1 and m.user_id = p_user and m.kind = 'own'
    on conflict (tenant_id, user_id) do nothing;
  end if;
  perform spread_account(p_user);
  perform record_in_tenant(v_acting, p_target, case when v_role is null then 'assignment.remove' else 'assignment.create' end,
    'user', p_user::text, jsonb_build_object(
      'user', jsonb_build_object('from', case when v_role is null then v_login end, 'to', case when v_role is not null then v_login end),
      'role', jsonb_build_object('from', v_before, 'to', v_role)), p_request);
end
$$;
alter function spread_assignment(bigint, bigint, int, jsonb) owner to madang_definer;
grant execute on function spread_assignment(bigint, bigint, int, jsonb) to madang_app;

-- Assignments, newest first, with the names of their tenants; for the provider's administrator acting in `*`.
create or replace function list_assignments(p_acting bigint, p_id bigint, p_user bigint, p_target int, p_before bigint, p_limit int)
returns table (id bigint, user_id bigint, login text, user_name text, target_id int, target_code text, target_name text, role text,
  created_at timestamptz(3))
language plpgsql stable security definer
set search_path = madang, pg_temp
as $$
begin
  perform require_provider_administrator(p_acting);
  return query
  select s.id, s.user_id, m.login, m.name, t.id, t.code, t.name, s.role, s.created_at
  from assignment s
  join tenant_member m on m.tenant_id = s.tenant_id and m.user_id = s.user_id
  join tenant t on t.id = s.target_tenant_id
  where s.tenant_id = 1 and (p_id is null or s.id = p_id) and (p_user is null or s.user_id = p_user)
    and (p_target is null or s.target_tenant_id = p_target) and (p_before is null or s.id < p_before)
  order by s.id desc
  limit p_limit;
end
$$;
alter function list_assignments(bigint, bigint, bigint, int, bigint, int) owner to madang_definer;
grant execute on function list_assignments(bigint, bigint, bigint, int, bigint, int) to madang_app;
