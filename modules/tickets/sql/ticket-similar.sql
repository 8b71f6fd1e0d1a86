-- Ids of unfinished tickets, with p_answered of solved and closed ones too, that share more than half of p_words, those
-- with the most first. It looks at the newest 400 of each kind and status and keeps the newest 400 of those, so that its
-- cost does not grow with the tenant. p_owner is null for those who may read all tickets. `@@` is not leakproof, so this
-- function applies tenant and row gate itself, as the search does.
create or replace function ticket_similar(p_words text[], p_owner bigint, p_rows int, p_answered boolean)
returns table (id bigint, score int)
language plpgsql stable security definer rows 5
set search_path = madang, pg_temp
set plan_cache_mode = force_custom_plan
set enable_seqscan = off
as $$
#variable_conflict use_column
declare
  v_tenant int := nullif(current_setting('app.tenant_id', true), '')::int;
  v_states text[] := ticket_unfinished() || case when p_answered then array['resolved', 'closed'] else array[]::text[] end;
  v_queries tsquery[];
begin
  select array_agg((
    quote_literal(v_tenant || ' ' || rtrim(word, '*')) || case when right(word, 1) = '*' then ':*' else '' end)::tsquery)
  into v_queries from unnest(p_words) as word;

  return query
  with near as materialized (
    select n.id, n.created_at from (
      select t.id, t.created_at
      from unnest(array['service_request', 'incident']) as k (kind)
        cross join unnest(v_states) as s (status)
        cross join lateral (
          select o.id, o.created_at from ticket o
          where p_owner is null and o.tenant_id = v_tenant and o.kind = k.kind and o.status = s.status
          order by o.created_at desc, o.id desc limit 400) t
      union all
      (select o.id, o.created_at from ticket o
       where p_owner is not null and o.tenant_id = v_tenant and o.owner_id = p_owner and o.status = any (v_states)
       order by o.created_at desc, o.id desc limit 400)
    ) n
    order by n.created_at desc, n.id desc
    limit 400
  ), scored as materialized (
    -- No join, for the reason that the search has.
    select n.id, n.created_at, (
      select (select count(*)::int from unnest(v_queries) as q (term) where s.words @@ q.term)
      from ticket_search s where s.tenant_id = v_tenant and s.ticket_id = n.id) as score
    from near n
  )
  select c.id, c.score
  from scored c
  where c.score * 2 > cardinality(v_queries)
  order by c.score desc, c.created_at desc, c.id desc
  limit p_rows;
end
$$;

grant execute on function ticket_similar(text[], bigint, int, boolean) to madang_app;
alter function ticket_similar(text[], bigint, int, boolean) owner to madang_definer;
