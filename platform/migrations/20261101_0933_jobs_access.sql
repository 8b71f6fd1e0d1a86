-- Who may do what with the job queue. The application puts jobs in, in its own tenant and within its own transaction,
-- and never reads what they hold; the system role runs them. A job's data is a tenant and ids.
grant usage on schema pgboss to madang_app, madang_system;
grant usage on type pgboss.job_state to madang_app, madang_system;
grant execute on all functions in schema pgboss to madang_system;
grant select, insert, update, delete on all tables in schema pgboss to madang_system;

alter table pgboss.job enable row level security;
alter table pgboss.job force row level security;
create policy job_system on pgboss.job to madang_system using (true) with check (true);

alter table pgboss.job_common enable row level security;
alter table pgboss.job_common force row level security;
create policy job_common_system on pgboss.job_common to madang_system using (true) with check (true);
create policy job_common_app on pgboss.job_common for insert to madang_app
  with check ((data ->> 'tenantId')::int = nullif(current_setting('app.tenant_id', true), '')::int);
grant insert (name, data, singleton_key, start_after, keep_until, retry_limit, retry_delay, retry_backoff, retry_delay_max,
  expire_seconds, deletion_seconds, dead_letter, policy, upsert_by_key) on pgboss.job_common to madang_app;

alter table pgboss.queue enable row level security;
alter table pgboss.queue force row level security;
create policy queue_system on pgboss.queue to madang_system using (true) with check (true);
create policy queue_app on pgboss.queue for select to madang_app using (true);
grant select (name, policy, retry_limit, retry_delay, retry_backoff, retry_delay_max, expire_seconds, retention_seconds,
  deletion_seconds, dead_letter) on pgboss.queue to madang_app;

alter table pgboss.version enable row level security;
alter table pgboss.version force row level security;
create policy version_system on pgboss.version to madang_system using (true) with check (true);
alter table pgboss.schedule enable row level security;
alter table pgboss.schedule force row level security;
create policy schedule_system on pgboss.schedule to madang_system using (true) with check (true);
alter table pgboss.subscription enable row level security;
alter table pgboss.subscription force row level security;
create policy subscription_system on pgboss.subscription to madang_system using (true) with check (true);
alter table pgboss.bam enable row level security;
alter table pgboss.bam force row level security;
create policy bam_system on pgboss.bam to madang_system using (true) with check (true);
alter table pgboss.warning enable row level security;
alter table pgboss.warning force row level security;
create policy warning_system on pgboss.warning to madang_system using (true) with check (true);
alter table pgboss.queue_stats enable row level security;
alter table pgboss.queue_stats force row level security;
create policy queue_stats_system on pgboss.queue_stats to madang_system using (true) with check (true);
alter table pgboss.job_dependency enable row level security;
alter table pgboss.job_dependency force row level security;
create policy job_dependency_system on pgboss.job_dependency to madang_system using (true) with check (true);
alter table pgboss.instance enable row level security;
alter table pgboss.instance force row level security;
create policy instance_system on pgboss.instance to madang_system using (true) with check (true);
