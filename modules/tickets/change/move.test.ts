import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { numbering } from '#modules/numbering/module.ts';
import { sqlRun } from '#platform/db/query.ts';
import { tenantTx } from '#platform/db/tenant-tx.ts';
import type { TestActor } from '#platform/testing/actors.ts';
import {
  type NewTransition,
  statuses,
  type TicketActionName,
  type TicketDetail,
  type TicketStatus,
} from '../contract.ts';
import { type Desk, openDesk } from '../factory.ts';
import { tickets } from '../module.ts';
import { actionsOf, categoryOf, isFinal, mayMove, transitions, unfinishedStatuses } from '../transitions.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk([numbering, tickets]);
});
afterAll(() => desk.close());

const move = (who: TestActor, id: number, payload: object) =>
  desk.ask(who, 'POST', `/api/tickets/${id}/transitions`, payload);

const inputs = (): Readonly<Record<string, unknown>> => ({
  comment: 'Please tell us more.',
  assigneeId: desk.engineer.userId,
  resolution: 'Replaced the cable.',
  reason: 'It is needed.',
});
const inputFor = (action: TicketActionName): NewTransition => {
  const requires = transitions.find((transition) => transition.action === action)?.requires ?? [];
  return { action, ...Object.fromEntries(requires.map((name) => [name, inputs()[name]])) } as NewTransition;
};

/** Moves by which a new ticket gets to each status that can be reached. */
const wayTo: Partial<Record<TicketStatus, TicketActionName[]>> = {
  received: [],
  triage: ['triage'],
  assigned: ['assign'],
  in_progress: ['assign', 'start'],
  waiting_customer: ['assign', 'start', 'wait_customer'],
  waiting_vendor: ['assign', 'start', 'wait_vendor'],
  resolved: ['assign', 'resolve'],
  closed: ['assign', 'resolve', 'close'],
  rejected: ['reject'],
  cancelled: ['cancel'],
};
const ticketIn = async (status: TicketStatus): Promise<TicketDetail> => {
  let ticket = await desk.open(desk.customer);
  for (const action of wayTo[status] ?? []) ticket = (await move(desk.engineer, ticket.id, inputFor(action))).json();
  expect(ticket.status).toBe(status);
  return ticket;
};

test('the table in the database and the one in the code are the same', async () => {
  const rows = await desk.database.asAdmin('select previous_status, last_action, status from madang.ticket_transition');
  const there = rows.map((row) => `${row.previous_status} ${row.last_action} ${row.status}`).sort();
  expect(there).toEqual(transitions.map(({ from, action, to }) => `${from} ${action} ${to}`).sort());
});

test('what is unfinished is the same in the code, in the database and in its indexes', async () => {
  const unfinished = statuses.filter((status) => ['open', 'paused'].includes(categoryOf(status))).sort();
  expect([...unfinishedStatuses].sort()).toEqual(unfinished);
  const there = await desk.database.asAdmin('select unnest(madang.ticket_unfinished()) as status');
  expect(there.map(({ status }) => status).sort()).toEqual(unfinished);
  const indexes = await desk.database.asAdmin(
    "select indexname, indexdef from pg_indexes where schemaname = 'madang' and tablename = 'ticket' and indexdef ~ 'status = ANY'",
  );
  expect(indexes.map(({ indexname }) => indexname).sort()).toEqual(['ticket_overdue_idx', 'ticket_unassigned_idx']);
  for (const { indexdef } of indexes) {
    expect([...String(indexdef).matchAll(/'(\w+)'/g)].map(([, status]) => status).sort()).toEqual(unfinished);
  }
});

test('the table is told to those who work on tickets', async () => {
  const answer = await desk.ask(desk.engineer, 'GET', '/api/ticket-transitions');
  expect(answer.json().items).toEqual(
    transitions.map(({ from, action, to, requires }) => ({ from, action, to, requires, final: isFinal(to) })),
  );
  const ends = [
    ...new Set(answer.json().items.flatMap((one: { to: string; final: boolean }) => (one.final ? [one.to] : []))),
  ];
  expect(ends.sort()).toEqual(['cancelled', 'closed', 'rejected']);
  expect((await desk.ask(desk.customer, 'GET', '/api/ticket-transitions')).statusCode).toBe(403);
});

describe('every move from every status', () => {
  const actions = [...new Set(transitions.map(({ action }) => action))];
  const cases = (Object.keys(wayTo) as TicketStatus[]).flatMap((status) =>
    actions.flatMap((action) => [
      { who: 'staff', action, status },
      { who: 'owner', action, status },
    ]),
  );

  test.each(cases)('$who: $action from $status', async ({ who, action, status }) => {
    const ticket = await ticketIn(status);
    const standing = { isStaff: who === 'staff', isOwner: who === 'owner' };
    const actor = who === 'staff' ? desk.engineer : desk.customer;
    const transition = transitions.find((one) => one.from === status && one.action === action);
    const isAllowed = transition !== undefined && mayMove(transition, standing);
    const shown = (await desk.ask(actor, 'GET', `/api/tickets/${ticket.id}`)).json<TicketDetail>().actions;
    expect(shown.some((one) => one.action === action)).toBe(isAllowed);

    const answer = await move(actor, ticket.id, inputFor(action));
    const isOwners = ['close', 'reopen', 'cancel'].includes(action);
    const refused = who === 'staff' || isOwners ? 409 : 403;
    expect(answer.statusCode).toBe(isAllowed ? 200 : refused);
    if (isAllowed) {
      expect(answer.json()).toMatchObject({ status: transition.to, statusCategory: categoryOf(transition.to) });
    } else if (refused === 409) {
      const allowed = actionsOf(status, standing).map((one) => one.action);
      expect(answer.json()).toMatchObject({ code: 'tickets.transition_not_allowed', allowed });
    }
  });
});

describe('a move', () => {
  test('needs its input and says which', async () => {
    const ticket = await ticketIn('in_progress');
    for (const [action, field] of [
      ['wait_customer', 'comment'],
      ['wait_vendor', 'reason'],
      ['resolve', 'resolution'],
      ['assign', 'assigneeId'],
    ]) {
      const answer = await move(desk.engineer, ticket.id, { action });
      expect([answer.statusCode, answer.json().code, answer.json().errors[0].path]).toEqual([
        422,
        'tickets.input_required',
        `/${field}`,
      ]);
    }
    const astray = await move(desk.engineer, ticket.id, { action: 'wait_vendor', reason: 'a', resolution: 'b' });
    expect([astray.statusCode, astray.json().errors[0].path]).toEqual([422, '/resolution']);
    expect((await move(desk.engineer, ticket.id, { action: 'fly' })).json().errors[0].path).toBe('/action');
  });

  test('assigns only those who work on tickets here, and does not tell a stranger from nobody', async () => {
    const ticket = await ticketIn('received');
    const tries = [desk.customer.userId, desk.stranger.userId, 987_654_321];
    const answers = await Promise.all(
      tries.map((assigneeId) => move(desk.engineer, ticket.id, { action: 'assign', assigneeId })),
    );
    for (const answer of answers) {
      expect([answer.statusCode, answer.json().code]).toEqual([422, 'tickets.assignee_unknown']);
    }
    expect({ ...answers[1]?.json(), requestId: '' }).toEqual({ ...answers[2]?.json(), requestId: '' });
  });

  test('writes what goes with it: people, times, the comment, version, history, audit and event', async () => {
    const ticket = await ticketIn('in_progress');
    const waiting = (
      await move(desk.engineer, ticket.id, { action: 'wait_customer', comment: 'Which room?' })
    ).json<TicketDetail>();
    expect(waiting).toMatchObject({ version: ticket.version + 1, assignee: { id: desk.engineer.userId } });
    const comments = (await desk.ask(desk.customer, 'GET', `/api/tickets/${ticket.id}/comments`)).json();
    expect(comments.items[0]).toMatchObject({ body: 'Which room?', author: { id: desk.engineer.userId } });

    const resolved = (
      await move(desk.engineer, ticket.id, { action: 'resolve', resolution: 'New cable' })
    ).json<TicketDetail>();
    expect(resolved).toMatchObject({ resolution: 'New cable', resolvedAt: expect.any(String), closedAt: null });
    const reopened = (
      await move(desk.customer, ticket.id, { action: 'reopen', reason: 'Still dark' })
    ).json<TicketDetail>();
    expect(reopened).toMatchObject({ status: 'in_progress', resolvedAt: null });
    await move(desk.engineer, ticket.id, { action: 'resolve', resolution: 'New lamp' });
    const closed = (await move(desk.customer, ticket.id, { action: 'close' })).json<TicketDetail>();
    expect(closed).toMatchObject({ statusCategory: 'closed', closedAt: expect.any(String) });

    const history = (await desk.ask(desk.customer, 'GET', `/api/tickets/${ticket.id}/history`)).json();
    expect(history.items[0]).toMatchObject({
      actor: { id: desk.customer.userId },
      change: [{ field: 'status', from: 'resolved', to: 'closed' }],
    });
    expect(
      history.items.map((entry: { change: { field: string }[] }) => entry.change.map(({ field }) => field)),
    ).toEqual([
      ['status'],
      ['status', 'resolution'],
      ['status', 'reason'],
      ['status', 'resolution'],
      ['status'],
      ['status'],
      ['status', 'assignee'],
    ]);
    const audit = await desk.database.asAdmin(
      "select action from madang.audit where subject_type = 'ticket' and subject_id = $1 order by id desc limit 2",
      [String(ticket.id)],
    );
    expect(audit.map(({ action }) => action)).toEqual(['ticket.close', 'ticket.resolve']);
    const [event] = await desk.database.asAdmin(
      'select topic, change, version from madang.outbox where subject_id = $1 order by id desc limit 1',
      [ticket.id],
    );
    expect(event).toEqual({ topic: 'tickets', change: 'close', version: closed.version });
  });

  test('honours If-Match', async () => {
    const ticket = await ticketIn('received');
    const stale = await desk.ask(
      desk.engineer,
      'POST',
      `/api/tickets/${ticket.id}/transitions`,
      { action: 'triage' },
      { 'if-match': '"7"' },
    );
    expect(stale.statusCode).toBe(412);
    const fresh = await desk.ask(
      desk.engineer,
      'POST',
      `/api/tickets/${ticket.id}/transitions`,
      { action: 'triage' },
      { 'if-match': '"1"' },
    );
    expect(fresh.statusCode).toBe(200);
  });

  test('of two at once, one wins and the other is told what is allowed now', async () => {
    const ticket = await ticketIn('received');
    const answers = await Promise.all([
      move(desk.engineer, ticket.id, { action: 'triage' }),
      move(desk.admin, ticket.id, { action: 'reject', reason: 'Twice' }),
    ]);
    const codes = answers.map(({ statusCode }) => statusCode).sort();
    expect([
      [200, 200],
      [200, 409],
    ]).toContainEqual(codes);
  });

  test('does not exist for a neighbour or a stranger', async () => {
    const ticket = await ticketIn('resolved');
    for (const who of [desk.neighbour, desk.stranger, desk.strangeCustomer]) {
      expect((await move(who, ticket.id, { action: 'close' })).statusCode).toBe(404);
    }
  });
});

describe('the database itself', () => {
  const change = async (id: number, set: string): Promise<unknown> =>
    tenantTx(
      desk.database.app,
      {
        tenantId: desk.tenant.id,
        proof: null,
        actor: {
          id: null,
          login: null,
          tenantCode: null,
          channel: 'cli',
          address: null,
          method: null,
          path: null,
          requestId: null,
        },
      },
      (tx) => tx.run(sqlRun(`update ticket set ${set} where tenant_id = $1 and id = $2`, [desk.tenant.id, id])),
    );

  test('takes no status without a move, no move that is not in the table, and none from elsewhere', async () => {
    const { id } = await ticketIn('received');
    await expect(change(id, "status = 'closed'")).rejects.toMatchObject({ code: 'MD409' });
    const leap = "previous_status = 'received', last_action = 'close', status = 'closed'";
    await expect(change(id, leap)).rejects.toMatchObject({ code: '23503' });
    const elsewhere = "previous_status = 'resolved', last_action = 'close', status = 'closed'";
    await expect(change(id, elsewhere)).rejects.toMatchObject({ code: 'MD409' });
    const forgotten = "previous_status = null, last_action = null, status = 'closed'";
    await expect(change(id, forgotten)).rejects.toMatchObject({ code: 'MD409' });
    expect(await change(id, "previous_status = 'received', last_action = 'triage', status = 'triage'")).toBe(1);
    await expect(change(id, "number = 'SR-1'")).rejects.toMatchObject({ code: '42501' });
  });

  test('lets nobody begin anywhere but at the beginning', async () => {
    const insert = `insert into ticket (tenant_id, number, kind, title, channel, requester_id, owner_id, created_at, updated_at,
      status) values ($1, 'X-1', 'incident', 'a', 'api', $2, $2, now(), now(), 'closed')`;
    const actor = {
      id: null,
      login: null,
      tenantCode: null,
      channel: 'cli' as const,
      address: null,
      method: null,
      path: null,
      requestId: null,
    };
    const run = tenantTx(desk.database.app, { tenantId: desk.tenant.id, proof: null, actor }, (tx) =>
      tx.run(sqlRun(insert, [desk.tenant.id, desk.customer.userId])),
    );
    await expect(run).rejects.toMatchObject({ code: '42501' });
  });
});
