import { isRole } from '#platform/access/principal.ts';
import type { Judge } from '#platform/access/refusal.ts';
import type { Tx } from '#platform/db/tenant-tx.ts';
import { fieldProblem, problem } from '#platform/http/problem.ts';
import { standingOn } from '../access.ts';
import type { FieldChange, NewTransition, Person, RequiredInput } from '../contract.ts';
import { commentQueries } from '../messages/actions.ts';
import type { TicketRow } from '../queries.ts';
import { named } from '../show-ticket.ts';
import { actionsOf, findTransition, mayMove, type Transition } from '../transitions.ts';
import { type Doer, writeChange } from './actions.ts';
import { type FieldsToSet, findPerson } from './queries.ts';

/**
 * Moves a ticket that the caller holds locked and was let through by the gates for this action: first 409 with the allowed actions, then 422 for what the move needs.
 */
export const moveTicket = async (
  tx: Tx,
  judge: Judge,
  doer: Doer,
  row: TicketRow,
  input: NewTransition,
): Promise<void> => {
  const standing = standingOn(judge, row);
  const transition = findTransition(row.status, input.action);
  if (transition === undefined || !mayMove(transition, standing)) {
    const allowed = actionsOf(row.status, standing).map(({ action }) => action);
    const detail = `A ticket that is ${row.status} does not take ${input.action}.`;
    throw problem(409, 'tickets.transition_not_allowed', detail, { extra: { allowed } });
  }
  checkInput(transition, input);
  const assignee = await assigneeOf(tx, judge, input);
  const comment = input.comment === undefined ? [] : commentQueries(tx, doer, row, input.comment);
  await writeChange(tx, doer, row, changeOf(row, transition, input, assignee, doer.at), comment);
};

const checkInput = ({ action, requires }: Transition, input: NewTransition): void => {
  for (const name of requires) {
    if (input[name] === undefined) throw fieldProblem(`/${name}`, 'tickets.input_required', `${action} needs it`);
  }
  const belongs: readonly (readonly [RequiredInput, string])[] = [
    ['assigneeId', 'assign'],
    ['resolution', 'resolve'],
  ];
  for (const [name, owner] of belongs) {
    const isAstray = input[name] !== undefined && action !== owner;
    if (isAstray) throw fieldProblem(`/${name}`, 'tickets.input_unused', `Only ${owner} takes it`);
  }
};

/** Whoever is assigned must be able to work on tickets in this tenant. */
const assigneeOf = async (tx: Tx, { matrix }: Judge, { assigneeId }: NewTransition): Promise<Person | null> => {
  if (assigneeId === undefined) return null;
  const found = await tx.run(findPerson(tx.tenantId, assigneeId));
  const isWorker = found !== undefined && isRole(found.role) && matrix.get('ticket.work')?.[found.role] === 'yes';
  if (!isWorker)
    throw fieldProblem('/assigneeId', 'tickets.assignee_unknown', 'Nobody of that id works on tickets here');
  return { id: found.user_id, name: found.name };
};

const changeOf = (
  row: TicketRow,
  { action, from, to }: Transition,
  { resolution, reason }: NewTransition,
  assignee: Person | null,
  at: Date,
) => {
  const change: FieldChange[] = from === to ? [] : [{ field: 'status', from, to }];
  if (assignee !== null)
    change.push({ field: 'assignee', from: named(row.assignee_id, row.assignee_name), to: assignee });
  if (resolution !== undefined) change.push({ field: 'resolution', from: row.resolution, to: resolution });
  if (reason !== undefined) change.push({ field: 'reason', from: null, to: reason });
  const fields: FieldsToSet = {
    ...(assignee === null ? {} : { assignee_id: assignee.id }),
    ...(resolution === undefined ? {} : { resolution }),
    ...momentsOf(action, at),
  };
  const move = { previous_status: from, last_action: action, status: to };
  return { fields: { ...fields, ...move }, change, action: `ticket.${action}`, event: action };
};

const momentsOf = (action: Transition['action'], at: Date): FieldsToSet => {
  if (action === 'resolve') return { resolved_at: at };
  if (action === 'reopen') return { resolved_at: null };
  return action === 'close' || action === 'cancel' || action === 'reject' ? { closed_at: at } : {};
};
