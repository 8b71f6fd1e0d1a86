import { type Text, type Translate, text, wordsFor } from '#platform/web/i18n/i18n.ts';
import type { LedgerEntry, NumberingRule, NumberPart } from '../contract.ts';

export const resetText: Readonly<Record<NumberingRule['resetPeriod'], Text>> = {
  none: text('Never restarts'),
  daily: text('Restarts every day'),
  weekly: text('Restarts every week'),
  monthly: text('Restarts every month'),
  quarterly: text('Restarts every quarter'),
  yearly: text('Restarts every year'),
  fiscal_year: text('Restarts every fiscal year'),
};

export const overflowText: Readonly<Record<NumberingRule['onOverflow'], Text>> = {
  error: text('No more numbers'),
  widen: text('Numbers get longer'),
};

export const stateText: Readonly<Record<LedgerEntry['state'], Text>> = {
  used: text('Used'),
  void: text('Voided'),
  reserved: text('Reserved'),
};

export const statusText: Readonly<Record<NumberingRule['status'], Text>> = {
  active: text('Active'),
  inactive: text('Not in use'),
};

/** The rules that come with every organization; each numbers one kind of request. */
const houseRules: Readonly<Record<string, Text>> = {
  'ticket.service_request': text('Service request'),
  'ticket.incident': text('Incident'),
};

/** What the rule numbers. */
export const scopeWords = (t: Translate, { code, tableName }: Pick<NumberingRule, 'code' | 'tableName'>): string =>
  wordsFor(t, houseRules, code, tableName ?? t('Every document that uses it'));

/** The name that the house gave its own rules is in the language of the screen; any other stays as it was written. */
export const ruleName = (t: Translate, { code, name }: Pick<NumberingRule, 'code' | 'name'>): string =>
  wordsFor(t, houseRules, code, name);

/** One part of a number, as people would say it: what it is, and the characters it is written with. */
export const partWords = (t: Translate, part: NumberPart): { readonly says: string; readonly code: string | null } => {
  switch (part.type) {
    case 'text':
      return { says: t('Text'), code: part.text };
    case 'date':
      return { says: t('Date'), code: part.format };
    case 'sequence':
      return { says: t('{{width}}-digit sequence', { width: part.width }), code: null };
  }
};
