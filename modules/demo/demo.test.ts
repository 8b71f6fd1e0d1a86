import { describe, expect, it } from 'vitest';
import { demoTenants } from './people.ts';
import { demoTickets } from './tickets.ts';

const now = new Date('2026-11-23T03:00:00Z');

/** The weights of the check digit of a Korean business number. */
const isBusinessNumber = (text: string): boolean => {
  const digits = [...text].map(Number);
  const weights = [1, 3, 7, 1, 3, 7, 1, 3, 5];
  const sum = weights.reduce(
    (total, weight, at) => total + weight * (digits[at] ?? 0),
    Math.floor(((digits[8] ?? 0) * 5) / 10),
  );
  return digits.length === 10 && (10 - (sum % 10)) % 10 === digits[9];
};

describe('the demo world', () => {
  const tenants = demoTenants();
  const tickets = demoTickets(tenants, now);

  it('has the tenants and the people that its description names', () => {
    expect(tenants.map(({ code }) => code)).toEqual([
      '*',
      'ILSHIN',
      'SEOUL_LIB',
      ...Array.from({ length: 100 }, (_, index) => `PHARM_${String(index + 1).padStart(3, '0')}`),
    ]);
    const logins = tenants.flatMap(({ users }) => users.map(({ login }) => login));
    expect(logins).toContain('kim@ilshin.demo');
    expect(logins).toContain('owner@pharm100.demo');
    expect(new Set(logins).size).toBe(logins.length);
    expect(tenants.filter(({ staff }) => staff.length === 3)).toHaveLength(52);
  });

  it('gives every tenant a business number of its own with a right check digit, none of them issued', () => {
    const numbers = tenants.map(({ businessNumber }) => businessNumber);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers.filter((number) => !isBusinessNumber(number) || !number.startsWith('001'))).toEqual([]);
  });

  it('is the same each time, has about a thousand tickets of the last 90 days, oldest first', () => {
    expect(demoTickets(demoTenants(), now)).toEqual(tickets);
    expect(tickets.length).toBeGreaterThan(900);
    expect(tickets.length).toBeLessThan(1200);
    const times = tickets.map(({ createdAt }) => createdAt.getTime());
    expect(times).toEqual([...times].sort((one, other) => one - other));
    expect(times.every((at) => at < now.getTime() && at > now.getTime() - 91 * 86_400_000)).toBe(true);
  });

  it('lets nothing happen before it was asked for, out of order, or in the future', () => {
    for (const { createdAt, steps } of tickets) {
      const times = [createdAt, ...steps.map(({ at }) => at)].map((at) => at.getTime());
      expect(times).toEqual([...times].sort((one, other) => one - other));
      expect(times.every((at) => at < now.getTime())).toBe(true);
    }
  });

  it('leaves everybody something to do', () => {
    for (const login of new Set(tickets.map(({ requester }) => requester))) {
      const newest = tickets.filter(({ requester }) => requester === login).at(-1);
      const actions = newest?.steps.map((step) => (step.does === 'transition' ? step.action : step.does)) ?? [];
      expect(actions).not.toContain('resolve');
      expect(actions).not.toContain('cancel');
    }
  });
});
