-- What nobody has and is not finished: few in each tenant, counted without a look at the tickets themselves.
create index ticket_unassigned_idx on ticket (tenant_id, id)
  where assignee_id is null
    and status in ('received', 'triage', 'awaiting_approval', 'assigned', 'in_progress', 'waiting_customer', 'waiting_vendor');
