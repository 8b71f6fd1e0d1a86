import { type Decision, decide, type Gate, type Subject } from './decide.ts';
import type { Matrix } from './matrix.ts';
import type { Principal } from './principal.ts';

export type SubjectRef = { readonly type: string; readonly id: number | string };

/** What a decision needs; every `Call` of a route is one. */
export type Judge = { readonly matrix: Matrix; readonly principal: Principal };

/**
 * A gate said no. The HTTP layer writes the audit row in a transaction of its own, commits it, and then answers with
 * `status`. `hidden` says that the principal may not even know the subject.
 */
export class Refusal extends Error {
  readonly gate: Gate;
  readonly reason: string;
  readonly action: string;
  readonly subject: SubjectRef | null;
  readonly hidden: boolean;
  readonly status: 401 | 403 | 404;

  constructor(options: {
    readonly gate: Gate;
    readonly reason: string;
    readonly action: string;
    readonly subject?: SubjectRef | null;
    readonly hidden?: boolean;
  }) {
    super(`${options.action} refused at gate ${options.gate}: ${options.reason}`);
    this.name = 'Refusal';
    this.gate = options.gate;
    this.reason = options.reason;
    this.action = options.action;
    this.subject = options.subject ?? null;
    this.hidden = options.hidden ?? options.gate === 'tenant';
    this.status = statusOf(this.gate, this.hidden);
  }
}

const statusOf = (gate: Gate, hidden: boolean): 401 | 403 | 404 => {
  if (gate === 'principal') return 401;
  return hidden ? 404 : 403;
};

/**
 * Throws the Refusal when the principal may not do `action` (to `subject`). A refusal at gate 3 or 4 is hidden (404)
 * where the principal may not read the subject either: that is asked of the function `<type>.read`, or of `action`
 * itself where a type has no such function.
 */
export const allow = (judge: Judge, action: string, subject?: Subject): void => {
  const decision = decide(judge.matrix, judge.principal, action, subject);
  if (!decision.allowed) throw refusalOf(judge, action, decision, subject);
};

/** The Refusal of a decision that was a no: for those who decide first and answer later (bulk, streams). */
const refusalOf = (
  judge: Judge,
  action: string,
  decision: Extract<Decision, { allowed: false }>,
  subject?: Subject,
): Refusal =>
  new Refusal({
    gate: decision.gate,
    reason: decision.reason,
    action,
    subject: subject === undefined ? null : { type: subject.type, id: subject.id },
    hidden: subject !== undefined && !isVisible(judge, action, subject),
  });

const isVisible = ({ matrix, principal }: Judge, action: string, subject: Subject): boolean => {
  const read = `${subject.type}.read`;
  return decide(matrix, principal, matrix.has(read) ? read : action, subject).allowed;
};

/**
 * The refusal for an id that this tenant does not have. Foreign and unknown ids make the same row and the same answer;
 * a worker judges later which it was.
 */
export const absent = (action: string, type: string, id: number | string): Refusal =>
  new Refusal({ gate: 'tenant', reason: 'not_there', action, subject: { type, id } });
