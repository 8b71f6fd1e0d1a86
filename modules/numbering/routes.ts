import { all, mapQuery } from '#platform/db/query.ts';
import { problem } from '#platform/http/problem.ts';
import { list, type Route, read } from '#platform/http/route.ts';
import {
  Ledger,
  LedgerQuery,
  NumberingProof,
  NumberingRuleId,
  NumberingRuleList,
  NumberingRuleQuery,
  NumberPreview,
  PreviewQuery,
} from './contract.ts';
import { type LedgerKey, listLedger } from './ledger-queries.ts';
import { localDate, parseDate } from './period.ts';
import { findCalendar, findRule, listCounters, listRules, proveCounters } from './queries.ts';
import { previewOf, showLedgerEntry, showRule } from './show-rule.ts';

const access = { permission: 'numbering_rule.read' };

export const routes: readonly Route[] = [
  list({
    path: '/api/numbering-rules',
    access,
    query: NumberingRuleQuery,
    answer: NumberingRuleList,
    summary: 'The tenant’s numbering rules, oldest first.',
    load: (c, page) => listRules(c.principal.tenant.id, page.limit + 1, page.after && Number(page.after[0])),
    key: (row) => [row.id],
    show: (row) => showRule(row),
  }),
  read({
    path: '/api/numbering-rules/:id/preview',
    access,
    params: NumberingRuleId,
    query: PreviewQuery,
    answer: NumberPreview,
    summary: 'The number that a document of that date would get next. It is not reserved.',
    load: (c) => {
      const tenantId = c.principal.tenant.id;
      const facts = all([findRule(tenantId, c.params.id), findCalendar(tenantId), listCounters(tenantId, c.params.id)]);
      return mapQuery(facts, ([rule, calendar, counters]) => rule && calendar && { rule, calendar, counters });
    },
    show: ({ rule, calendar, counters }, c) => {
      const date = c.query.date === undefined ? localDate(c.now, calendar.time_zone) : parseDate(c.query.date);
      const preview = previewOf(rule, calendar, counters, date);
      if (preview === null) throw problem(422, 'numbering.overflow', 'The rule has no numbers left for this period.');
      return preview;
    },
  }),
  read({
    path: '/api/numbering-rules/:id/proof',
    access,
    params: NumberingRuleId,
    answer: NumberingProof,
    summary: 'Whether every number that a counter has passed was issued, and none twice.',
    report: true,
    load: (c) => {
      const tenantId = c.principal.tenant.id;
      const facts = all([findRule(tenantId, c.params.id), proveCounters(tenantId, c.params.id)]);
      return mapQuery(facts, ([rule, counters]) => (rule === undefined ? undefined : counters));
    },
    show: (counters) => ({
      gapless: counters.every(({ missing, duplicates }) => missing.length + duplicates.length === 0),
      counters,
    }),
  }),
  list({
    path: '/api/numbering-rules/:id/ledger',
    access,
    params: NumberingRuleId,
    query: LedgerQuery,
    answer: Ledger,
    summary: 'Every number that the rule has given, newest first, and what got it.',
    load: (c, { limit, after }) => {
      const tenantId = c.principal.tenant.id;
      const asked = { period: c.query.period ?? null, limit: limit + 1, after: after as LedgerKey | null };
      const facts = all([findRule(tenantId, c.params.id), listLedger(tenantId, c.params.id, asked)]);
      return mapQuery(facts, ([rule, rows]) => (rule === undefined ? undefined : rows));
    },
    key: (row) => [row.scope_value, row.period, row.sequence, row.state],
    show: showLedgerEntry,
  }),
];
