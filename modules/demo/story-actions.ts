import { listPeople } from '#modules/accounts/api.ts';
import {
  ensureCategories,
  hasTickets,
  lockTicket,
  moveTicket,
  openTicket,
  writeComment,
  writeNote,
} from '#modules/tickets/api.ts';
import type { Principal } from '#platform/access/principal.ts';
import type { Judge } from '#platform/access/refusal.ts';
import type { Tx } from '#platform/db/tenant-tx.ts';
import type { Kernel } from '#platform/kernel.ts';
import { demoActor, within } from './door-actions.ts';
import type { DemoStep } from './ticket-life.ts';
import type { DemoTicket } from './tickets.ts';

type Person = { readonly userId: number; readonly role: Principal['role']; readonly name: string };
type Cast = ReadonlyMap<string, Person>;

/** Writes the tickets of one tenant with all that happened to them, in one transaction; does nothing where some are there. */
export const liveThrough = (
  { database, matrix }: Kernel,
  tenantId: number,
  tickets: readonly DemoTicket[],
): Promise<void> =>
  within(database, tenantId, async (tx) => {
    if (await tx.run(hasTickets(tenantId))) return;
    const people = await tx.run(listPeople(tenantId));
    const cast: Cast = new Map(people.map(({ user_id: userId, login, role, name }) => [login, { userId, role, name }]));
    const categories = await tx.run(ensureCategories(tenantId, [...new Set(tickets.map(({ category }) => category))]));
    for (const ticket of tickets) {
      const requester = personOf(cast, ticket.requester);
      const id = await openTicket(tx, demoActor, {
        ...ticket,
        at: ticket.createdAt,
        channel: 'portal',
        categoryId: categories.get(ticket.category) ?? null,
        requesterId: requester.userId,
        requesterName: requester.name,
      });
      for (const step of ticket.steps)
        await take(tx, { matrix, principal: principalOf(tx, personOf(cast, step.by)) }, cast, id, step);
    }
  });

const personOf = (cast: Cast, login: string): Person => {
  const person = cast.get(login);
  if (person === undefined) throw new Error(`${login} plays no part in this tenant`);
  return person;
};

/** Whoever acts in the story, for the rules that ask who may. */
const principalOf = (tx: Tx, { userId, role, name }: Person): Principal => {
  const tenant = { id: tx.tenantId, code: '', name: '', timeZone: 'Asia/Seoul' };
  return {
    kind: 'system',
    actingId: 0,
    version: 0,
    userId,
    login: name,
    name,
    locale: 'ko',
    home: tenant,
    homeRole: role,
    tenant,
    role,
    sessionId: null,
    scopes: null,
  };
};

const take = async (tx: Tx, judge: Judge, cast: Cast, ticketId: number, step: DemoStep): Promise<void> => {
  const row = await tx.run(lockTicket(tx.tenantId, ticketId));
  if (row === undefined) throw new Error('A ticket that was just opened is not there');
  const doer = { userId: judge.principal.userId, at: step.at };
  switch (step.does) {
    case 'comment':
      await writeComment(tx, doer, row, step.body);
      return;
    case 'note':
      await writeNote(tx, doer, row, step.body);
      return;
    case 'transition': {
      const { action, assignee, comment, reason, resolution } = step;
      await moveTicket(tx, judge, doer, row, {
        action,
        ...(assignee !== undefined && { assigneeId: personOf(cast, assignee).userId }),
        ...(comment !== undefined && { comment }),
        ...(reason !== undefined && { reason }),
        ...(resolution !== undefined && { resolution }),
      });
    }
  }
};
