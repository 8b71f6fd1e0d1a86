import { type Text, type Translate, text } from '#platform/web/i18n/i18n.ts';
import type { LedgerEntry, NumberingRule, NumberPart } from '../contract.ts';

export const resetText: Readonly<Record<NumberingRule['resetPeriod'], Text>> = {
  none: text('Never starts again'),
  daily: text('Starts again every day'),
  weekly: text('Starts again every week'),
  monthly: text('Starts again every month'),
  quarterly: text('Starts again every quarter'),
  yearly: text('Starts again every year'),
  fiscal_year: text('Starts again every fiscal year'),
};

export const overflowText: Readonly<Record<NumberingRule['onOverflow'], Text>> = {
  error: text('No more numbers are given'),
  widen: text('The number becomes longer'),
};

export const stateText: Readonly<Record<LedgerEntry['state'], Text>> = {
  used: text('Used'),
  void: text('Voided'),
  reserved: text('Reserved'),
};

const tableText: Readonly<Record<string, Text>> = { ticket: text('Requests and incidents') };

/** What the rule numbers. */
export const scopeWords = (t: Translate, { tableName }: NumberingRule): string => {
  if (tableName === null) {
    return t('Everything that asks for it');
  }
  const known = tableText[tableName];
  return known === undefined ? tableName : t(known);
};

const ruleText: Readonly<Record<string, Text>> = {
  'ticket.service_request': text('Service request'),
  'ticket.incident': text('Incident'),
};

/** The name that the house gave its own rules is in the language of the screen; any other stays as it was written. */
export const ruleName = (t: Translate, rule: NumberingRule): string => {
  const known = ruleText[rule.code];
  return known === undefined ? rule.name : t(known);
};

/** One part of a number, as people would say it. */
export const partWords = (t: Translate, part: NumberPart): string => {
  switch (part.type) {
    case 'text':
      return t('The letters {{text}}', { text: part.text });
    case 'date':
      return t('The date as {{format}}', { format: part.format });
    case 'sequence':
      return t('A running number of {{count}} digits', { count: part.width });
  }
};
