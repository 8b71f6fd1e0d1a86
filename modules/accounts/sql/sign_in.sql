-- Where a login lives; asked before any tenant is known, so it says no more than where to look.
create or replace function find_login(p_login text)
returns table (tenant_id int, user_id bigint, code text, status text)
language sql stable security definer
set search_path = madang, pg_temp
as $$
  select d.tenant_id, d.user_id, t.code, t.status
  from login_directory d
  join tenant t on t.id = d.tenant_id
  where d.login = p_login
  order by d.tenant_id
$$;
alter function find_login(text) owner to madang_definer;
grant execute on function find_login(text) to madang_app;

-- Seconds until the strictest of these limits lets somebody try again; 0 is now.
create or replace function sign_in_wait(p_keys bytea[]) returns int
language sql stable security definer
set search_path = madang, pg_temp
as $$
  select coalesce(max(ceil(extract(epoch from blocked_until - now())))::int, 0)
  from sign_in_limit
  where key = any (p_keys) and blocked_until > now()
$$;
alter function sign_in_wait(bytea[]) owner to madang_definer;
grant execute on function sign_in_wait(bytea[]) to madang_app;

-- Counts a failure on each key. After `p_free` failures within a quarter of an hour of each other every further one makes
-- the next try wait twice as long, from 15 seconds to 15 minutes.
create or replace function sign_in_failed(p_keys bytea[], p_free int[]) returns void
language sql volatile security definer
set search_path = madang, pg_temp
as $$
  insert into sign_in_limit as l (key, failures, last_at, blocked_until)
  select k.key, 1, now(), now() from unnest(p_keys, p_free) as k(key, free) order by k.key
  on conflict (key) do update set
    failures = case when l.last_at < now() - interval '15 minutes' and l.blocked_until < now() then 1 else l.failures + 1 end,
    last_at = now(),
    blocked_until = (
      select case
        when l.last_at < now() - interval '15 minutes' and l.blocked_until < now() or l.failures + 1 <= k.free then now()
        else now() + least(900, 15 * 2 ^ least(l.failures - k.free, 10)) * interval '1 second'
      end
      from unnest(p_keys, p_free) as k(key, free) where k.key = l.key
    )
$$;
alter function sign_in_failed(bytea[], int[]) owner to madang_definer;
grant execute on function sign_in_failed(bytea[], int[]) to madang_app;

-- A success: the account's own failures from this network or device are forgiven.
create or replace function sign_in_passed(p_keys bytea[]) returns void
language sql volatile security definer
set search_path = madang, pg_temp
as $$
  delete from sign_in_limit where key = any (p_keys)
$$;
alter function sign_in_passed(bytea[]) owner to madang_definer;
grant execute on function sign_in_passed(bytea[]) to madang_app;

-- Takes away what has run out, in all tenants. It decides nothing: each row says itself when it ends.
create or replace function sweep_access() returns int
language plpgsql volatile security definer
set search_path = madang, pg_temp
as $$
declare
  v_count int;
begin
  delete from sign_in_limit where blocked_until < now() - interval '1 day' and last_at < now() - interval '1 day';
  delete from invitation where expires_at < now() - interval '30 days';
  delete from known_device where expires_at < now();
  delete from acting where expires_at < now() or idle_expires_at < now();
  get diagnostics v_count = row_count;
  return v_count;
end
$$;
alter function sweep_access() owner to madang_definer;
grant execute on function sweep_access() to madang_app;
