import { type Translate, wordsFor } from '#platform/web/i18n/i18n.ts';
import { called } from '#platform/web/ui/person-name.ts';
import type { FieldChange, Person } from '../contract.ts';
import { fieldText } from './words.ts';

export type Show = (field: string, value: unknown) => string;
export type Told = {
  /** What happened, in one sentence. */
  readonly sentence: string;
  /** Which fields changed, each with before and after. */
  readonly details: readonly string[];
  /** What was said with it: a resolution, a reason. */
  readonly words: readonly string[];
};

const spoken = new Set(['resolution', 'reason', 'comment']);

/** Tells what one person changed at one moment: one sentence for the move, then fields, then words. */
export const tellChanges = (t: Translate, show: Show, who: Person, changes: readonly FieldChange[]): Told => {
  const actor = { ...who, name: called(t, who.name) };
  const status = changes.findLast(({ field }) => field === 'status');
  const assignee = changes.findLast(({ field }) => field === 'assignee');
  const rest = changes.filter((change) => change !== status && change !== assignee && change.to !== null);
  const fields = rest.filter(({ field }) => !spoken.has(field));
  const words = rest.filter(({ field }) => spoken.has(field)).map(({ to }) => String(to));
  const lead = assignee === undefined ? tellStatus(t, show, actor, status) : tellAssignee(t, actor, assignee.to);
  const only = fields.length === 1 && lead === null ? fields[0] : undefined;
  if (only !== undefined) {
    return { sentence: tellField(t, show, actor, only), details: [], words };
  }
  const details = fields.map((change) => `${fieldName(t, change.field)}: ${beforeAndAfter(show, change)}`);
  return { sentence: lead ?? t('{{name}} changed the request.', { name: actor.name }), details, words };
};

const fieldName = (t: Translate, field: string): string => wordsFor(t, fieldText, field);

const tellStatus = (t: Translate, show: Show, { name }: Person, change: FieldChange | undefined): string | null => {
  if (change === undefined) {
    return null;
  }
  return change.from === null || change.from === undefined
    ? t('{{name}} opened the request.', { name })
    : t('{{name}} changed the status to {{to}}.', { name, to: show('status', change.to) });
};

const tellAssignee = (t: Translate, actor: Person, to: unknown): string => {
  const { name } = actor;
  const person = to as Person | null;
  if (person === null) {
    return t('{{name}} removed the assignee.', { name });
  }
  return person.id === actor.id
    ? t('{{name}} took the request.', { name })
    : t('{{name}} assigned it to {{to}}.', { name, to: called(t, person.name) });
};

/** Long texts are only said to have changed. */
const tellField = (t: Translate, show: Show, { name }: Person, change: FieldChange): string => {
  const what = fieldName(t, change.field);
  if (change.field === 'body' || change.field === 'title') {
    return t('{{name}} changed {{what}}.', { name, what });
  }
  return t('{{name}} changed {{what}} from {{from}} to {{to}}.', {
    name,
    what,
    from: show(change.field, change.from),
    to: show(change.field, change.to),
  });
};

const beforeAndAfter = (show: Show, { field, from, to }: FieldChange): string =>
  field === 'body' ? '…' : `${show(field, from)} → ${show(field, to)}`;
