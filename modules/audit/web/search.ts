import { one, several } from '#platform/web/router/search.ts';

/** What of the audit stands in its address. `from` and `to` are days of the tenant, both counted in. */
export type AuditSearch = {
  readonly actor?: string;
  readonly action?: readonly string[];
  readonly outcome?: 'allowed' | 'refused';
  readonly subject?: string;
  readonly from?: string;
  readonly to?: string;
};

const day = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const fitting = (value: unknown, form: RegExp): string | undefined => {
  const found = one(value);
  return found !== undefined && form.test(found) ? found : undefined;
};

/** Reads an address that anybody may have typed: what is not known is left out, never an error. */
export const readAuditSearch = (search: Readonly<Record<string, unknown>>): AuditSearch => {
  const found = {
    actor: one(search.actor)?.slice(0, 200),
    action: several(search.action)
      ?.slice(0, 100)
      .map((action) => action.slice(0, 200)),
    outcome: fitting(search.outcome, /^(?:allowed|refused)$/),
    subject: fitting(search.subject, /^[a-z_]{1,60}(?::.{1,100})?$/),
    ...inOrder(fitting(search.from, day), fitting(search.to, day)),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as AuditSearch;
};

/** Two days that were given the wrong way round are meant the right way. */
const inOrder = (from: string | undefined, to: string | undefined) =>
  from !== undefined && to !== undefined && from > to ? { from: to, to: from } : { from, to };

export type Period = 'today' | 'yesterday' | 'week' | 'month';
export const periods: readonly Period[] = ['today', 'yesterday', 'week', 'month'];

const daysBefore = (date: string, count: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) - count * 86_400_000).toISOString().slice(0, 10);

/** The days of a period; `today` is the tenant's. */
export const daysOf = (period: Period, today: string): { readonly from: string; readonly to: string } => {
  const reach = { today: 0, yesterday: 1, week: 6, month: 29 }[period];
  return { from: daysBefore(today, reach), to: period === 'yesterday' ? daysBefore(today, 1) : today };
};

/** The filters as a list page wants them: lists of texts, the two days as one. */
export const chipsOf = (
  { from, to, ...rest }: AuditSearch,
  today: string,
): Readonly<Record<string, readonly string[]>> => {
  const chips = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, [value].flat()]));
  if (from === undefined && to === undefined) {
    return chips;
  }
  const named = periods.find((period) => {
    const days = daysOf(period, today);
    return days.from === from && days.to === to;
  });
  return { ...chips, period: [named ?? `${from ?? ''} – ${to ?? ''}`.trim()] };
};
