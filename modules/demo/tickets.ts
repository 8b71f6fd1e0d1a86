import outageData from './outage.json' with { type: 'json' };
import type { DemoTenant } from './people.ts';
import { type Random, seededRandom } from './random.ts';
import scenarioData from './scenarios.json' with { type: 'json' };
import { type DemoStep, lifeOf, type Scenario } from './ticket-life.ts';

export type DemoTicket = {
  readonly tenantCode: string;
  readonly requester: string;
  readonly kind: 'service_request' | 'incident';
  readonly title: string;
  readonly body: string;
  readonly category: string;
  readonly impact: 1 | 2 | 3;
  readonly urgency: 1 | 2 | 3;
  readonly tags: readonly string[];
  readonly createdAt: Date;
  readonly steps: readonly DemoStep[];
};

type Outage = { category: string; tags: string[]; title: string[]; body: string[]; reply: string; done: string };

const scenarios = scenarioData as unknown as Scenario[];
const outage: Outage = outageData;
const DAY = 86_400_000;
const HOUR = 3_600_000;
const DAYS_BACK = 90;
const SEED = 20_261_101;
const OUTAGE_REPORTS = 40;

/**
 * About 1,000 tickets over the 90 days before `now`, oldest first, with what happened to each.
 * Uneven as in life: Monday mornings, one printer that breaks again and again, an outage with forty reports.
 */
export const demoTickets = (tenants: readonly DemoTenant[], now: Date): DemoTicket[] => {
  const random = seededRandom(SEED);
  const customers = tenants.filter((tenant) => tenant.kind !== 'provider');
  const tickets = [
    ...customers.flatMap((tenant) => everyday(tenant, now, random)),
    ...outageReports(customers, now, random),
  ];
  tickets.sort((one, other) => one.createdAt.getTime() - other.createdAt.getTime());
  return withNewestOpen(tickets);
};

const SETTLING: readonly string[] = ['resolve', 'cancel', 'reject'];

/** Everybody's newest ticket is still open: whoever signs in finds something that moves. */
const withNewestOpen = (tickets: readonly DemoTicket[]): DemoTicket[] => {
  const newest = new Map(tickets.map((ticket) => [ticket.requester, ticket]));
  return tickets.map((ticket) => {
    if (newest.get(ticket.requester) !== ticket) return ticket;
    const settled = ticket.steps.findIndex((step) => step.does === 'transition' && SETTLING.includes(step.action));
    return settled < 0 ? ticket : { ...ticket, steps: ticket.steps.slice(0, settled) };
  });
};

const share = { provider: 0, company: 260, public_institution: 120, pharmacy: 5 } as const;

const everyday = (tenant: DemoTenant, now: Date, random: Random): DemoTicket[] => {
  const fitting = scenarios.filter((scenario) => scenario.for.includes(tenant.kind));
  const weighted = fitting.flatMap((scenario) => Array.from({ length: scenario.weight }, () => scenario));
  const count = share[tenant.kind] + (tenant.kind === 'pharmacy' ? random.between(0, 2) : 0);
  return Array.from({ length: count }, () => {
    const scenario = random.pick(weighted);
    return ticketOf(tenant, scenario, workMoment(now, random), now, random);
  });
};

const outageReports = (tenants: readonly DemoTenant[], now: Date, random: Random): DemoTicket[] => {
  const began = atKoreanHour(now.getTime() - 23 * DAY, 13).getTime();
  const struck = tenants.filter((tenant) => tenant.kind === 'pharmacy').slice(0, OUTAGE_REPORTS);
  return struck.map((tenant) => {
    const scenario: Scenario = {
      for: [tenant.kind],
      kind: 'incident',
      weight: 1,
      impact: 1,
      urgency: 1,
      category: outage.category,
      tags: outage.tags,
      title: random.pick(outage.title),
      body: random.pick(outage.body),
      talk: [['staff', outage.reply]],
      note: null,
      resolution: outage.done,
    };
    return ticketOf(tenant, scenario, new Date(began + random.between(0, 50 * 60) * 1000), now, random);
  });
};

const ticketOf = (tenant: DemoTenant, scenario: Scenario, createdAt: Date, now: Date, random: Random): DemoTicket => {
  const requesters = tenant.users.filter((user) => user.role === 'CUSTOMER');
  const requester = random.pick(requesters).login;
  return {
    tenantCode: tenant.code,
    requester,
    kind: scenario.kind,
    title: scenario.title,
    body: scenario.body,
    category: scenario.category,
    impact: scenario.impact,
    urgency: scenario.urgency,
    tags: scenario.tags,
    createdAt,
    steps: lifeOf(scenario, { requester, staff: staffOf(tenant), createdAt, now, random }),
  };
};

/** Whoever is assigned; where nobody is, the provider's administrator looks after the place. */
const staffOf = (tenant: DemoTenant): readonly string[] =>
  tenant.staff.length > 0
    ? ['engineer@hanbit.demo', 'engineer@hanbit.demo', 'pm@hanbit.demo', 'deploy@hanbit.demo']
    : ['admin@hanbit.demo'];

/** A moment in the last 90 days as people ask for help: working hours, Monday mornings most of all, few at night. */
const workMoment = (now: Date, random: Random): Date => {
  for (;;) {
    const at = new Date(now.getTime() - Math.floor(random.next() ** 1.3 * DAYS_BACK * DAY) - 5 * 60_000);
    const korean = new Date(at.getTime() + 9 * HOUR);
    if (random.chance(likelihood(korean.getUTCDay(), korean.getUTCHours()))) return at;
  }
};

const likelihood = (weekday: number, hour: number): number => {
  if (weekday === 0) return 0.03;
  if (hour < 8 || hour > 19) return 0.04;
  if (weekday === 6) return 0.15;
  if (weekday === 1 && hour <= 11) return 1;
  return hour === 12 ? 0.2 : 0.45;
};

const atKoreanHour = (moment: number, hour: number): Date => {
  const korean = new Date(moment + 9 * HOUR);
  return new Date(Date.UTC(korean.getUTCFullYear(), korean.getUTCMonth(), korean.getUTCDate(), hour) - 9 * HOUR);
};
