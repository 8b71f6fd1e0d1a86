-- Whether every phrase occurs in the text as it is, but for case, width of letters and white space.
create or replace function ticket_has_phrases(p_text text, p_phrases text[]) returns boolean
language plpgsql immutable parallel safe
set search_path = madang, pg_temp
as $$
declare
  v_text text := lower(p_text);
  v_is_plain boolean := false;
  v_phrase text;
begin
  foreach v_phrase in array p_phrases loop
    continue when strpos(v_text, v_phrase) > 0;
    if not v_is_plain then
      v_is_plain := true;
      v_text := regexp_replace(lower(normalize(p_text, nfkc)), '\s+', ' ', 'g');
      continue when strpos(v_text, v_phrase) > 0;
    end if;
    return false;
  end loop;
  return true;
end
$$;

-- Ids of the tickets in which one message (title and body, a public comment, or for those who may read them a note) holds
-- all words, or whose number begins with p_number. `@@` is not leakproof, so this function applies tenant and row gate
-- itself: the tenant from the setting, p_owner null for those who may read all tickets.
-- p_words: lexemes, those with * at the end by prefix. p_assignees: 0 is nobody. With p_rows the newest so many before
-- (p_before_at, p_before_id); without it all.
-- A common word is found at once among the newest tickets, a rare one through the index; which it is shows in the first
-- tickets looked at. A plan made for one query's words does not fit another's: force_custom_plan. After a large
-- import the statistics are behind for a minute, and a tenant that they do not know counts as one of a few rows: no plan may
-- read a whole table on their word, and what is looked up by its key stands in a subquery of its own, because a join would
-- read all of the tenant's rows for it.
create or replace function ticket_search_hits(
  p_words text[],
  p_phrases text[],
  p_number text,
  p_notes boolean,
  p_owner bigint,
  p_kinds text[],
  p_statuses text[],
  p_priorities int[],
  p_assignees bigint[],
  p_requesters bigint[],
  p_tags text[],
  p_before_at timestamptz,
  p_before_id bigint,
  p_rows int
) returns setof bigint
language plpgsql stable security definer rows 50
set search_path = madang, pg_temp
set plan_cache_mode = force_custom_plan
set enable_seqscan = off
as $$
declare
  v_tenant int := nullif(current_setting('app.tenant_id', true), '')::int;
  v_query tsquery;
  v_window int;
  v_hits bigint[];
  v_seen int;
  v_is_filtered boolean := num_nonnulls(p_owner, p_kinds, p_statuses, p_priorities, p_assignees, p_requesters, p_tags) > 0;
begin
  select string_agg(
    quote_literal(v_tenant || ' ' || rtrim(word, '*')) || case when right(word, 1) = '*' then ':*' else '' end, ' & ')
  into v_query from unnest(p_words) as word;

  foreach v_window in array case when p_rows is null then '{}'::int[] else array[300, 2000] end loop
    with near as materialized (
      select t.id, t.created_at, t.number, t.title, t.body
      from ticket t
      where t.tenant_id = v_tenant
        and (p_owner is null or t.owner_id = p_owner)
        and (p_kinds is null or t.kind = any (p_kinds))
        and (p_statuses is null or t.status = any (p_statuses))
        and (p_priorities is null or t.priority = any (p_priorities))
        and (p_assignees is null or coalesce(t.assignee_id, 0) = any (p_assignees))
        and (p_requesters is null or t.requester_id = any (p_requesters))
        and (p_tags is null or exists (
          select from ticket_tag g where g.tenant_id = v_tenant and g.ticket_id = t.id and g.tag = any (p_tags)))
        and (p_before_at is null or (t.created_at, t.id) < (p_before_at, p_before_id))
      order by t.created_at desc, t.id desc
      limit v_window
    ), hit as (
      -- Written so that the planner neither fetches all hits of the words first, nor pulls the dear conditions forward to
      -- tickets that the words alone would have ruled out.
      select n.id, n.created_at
      from near n
      where (p_number is not null and n.number ^@ p_number)
        or (
          select case when s.words @@ v_query then
            p_phrases = '{}' or ticket_has_phrases(n.title || ' ' || n.body, p_phrases) else false end
          from ticket_search s where s.tenant_id = v_tenant and s.ticket_id = n.id)
        or (
          select bool_or(c.words @@ v_query and (p_phrases = '{}' or ticket_has_phrases(c.body, p_phrases)))
          from ticket_comment c where c.tenant_id = v_tenant and c.ticket_id = n.id)
        or p_notes and (
          select bool_or(o.words @@ v_query and (p_phrases = '{}' or ticket_has_phrases(o.body, p_phrases)))
          from ticket_note o where o.tenant_id = v_tenant and o.ticket_id = n.id)
    )
    select (select array_agg(h.id) from (select id from hit order by created_at desc, id desc limit p_rows) h),
      (select count(*) from near)
    into v_hits, v_seen;
    if v_seen < v_window or cardinality(v_hits) >= p_rows then
      return query select unnest(v_hits);
      return;
    end if;
    -- Fewer than three of a hundred: the index has fewer rows to show than it would take to walk on.
    exit when coalesce(cardinality(v_hits), 0) * 33 < v_window;
  end loop;

  -- The lexemes name the tenant already; `+ 0` keeps the planner from reading all of the tenant's keys besides.
  return query
  with found as materialized (
    select s.ticket_id as id, s.created_at from ticket_search s
    where s.words @@ v_query and s.tenant_id + 0 = v_tenant
      and (p_phrases = '{}' or (
        select ticket_has_phrases(t.title || ' ' || t.body, p_phrases) from ticket t
        where t.tenant_id = v_tenant and t.id = s.ticket_id))
    union
    select c.ticket_id,
      (select s.created_at from ticket_search s where s.tenant_id = v_tenant and s.ticket_id = c.ticket_id)
    from ticket_comment c
    where c.words @@ v_query and c.tenant_id + 0 = v_tenant and (p_phrases = '{}' or ticket_has_phrases(c.body, p_phrases))
    union
    select o.ticket_id,
      (select s.created_at from ticket_search s where s.tenant_id = v_tenant and s.ticket_id = o.ticket_id)
    from ticket_note o
    where p_notes and o.words @@ v_query and o.tenant_id + 0 = v_tenant
      and (p_phrases = '{}' or ticket_has_phrases(o.body, p_phrases))
    union
    select t.id, t.created_at from ticket t
    where p_number is not null and t.tenant_id = v_tenant and t.number ^@ p_number
  )
  select f.id
  from found f
  where (not v_is_filtered or (
      select (p_owner is null or t.owner_id = p_owner)
        and (p_kinds is null or t.kind = any (p_kinds))
        and (p_statuses is null or t.status = any (p_statuses))
        and (p_priorities is null or t.priority = any (p_priorities))
        and (p_assignees is null or coalesce(t.assignee_id, 0) = any (p_assignees))
        and (p_requesters is null or t.requester_id = any (p_requesters))
        and (p_tags is null or exists (
          select from ticket_tag g where g.tenant_id = v_tenant and g.ticket_id = f.id and g.tag = any (p_tags)))
      from ticket t where t.tenant_id = v_tenant and t.id = f.id))
    and (p_before_at is null or (f.created_at, f.id) < (p_before_at, p_before_id))
  order by f.created_at desc, f.id desc
  limit p_rows;
end
$$;

grant execute on function ticket_has_phrases(text, text[]) to madang_definer;
grant execute on function ticket_search_hits(text[], text[], text, boolean, bigint, text[], text[], int[], bigint[], bigint[],
  text[], timestamptz, bigint, int) to madang_app;
alter function ticket_search_hits(text[], text[], text, boolean, bigint, text[], text[], int[], bigint[], bigint[], text[],
  timestamptz, bigint, int) owner to madang_definer;
