-- Nobody but a superuser was ever granted a change of the audit; this stops the owner's own mistakes as well.
-- A superuser can get past any trigger: what one changes is found by `audit verify`.
create or replace function audit_is_append_only() returns trigger
language plpgsql
set search_path = madang, pg_temp
as $$
begin
  raise exception 'the audit is append-only' using errcode = '42501';
end
$$;

create or replace trigger audit_is_append_only
  before update or delete on audit
  for each row when (current_setting('is_superuser') = 'off') execute function audit_is_append_only();
create or replace trigger audit_seal_is_append_only
  before update or delete on audit_seal
  for each row when (current_setting('is_superuser') = 'off') execute function audit_is_append_only();
create or replace trigger audit_checkpoint_is_append_only
  before update or delete on audit_checkpoint
  for each row when (current_setting('is_superuser') = 'off') execute function audit_is_append_only();
create or replace trigger audit_is_never_emptied
  before truncate on audit
  for each statement when (current_setting('is_superuser') = 'off') execute function audit_is_append_only();
