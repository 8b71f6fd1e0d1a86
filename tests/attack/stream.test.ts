import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modules } from '#app/modules.ts';
import type { SignedIn } from '#modules/accounts/factory.ts';
import type { Contender } from '#platform/testing/attack/route-attack.ts';
import { type AttackWorld, openAttackWorld } from './world.ts';

/** A live stream, and all that has come on it. */
type Stream = { readonly status: number; readonly text: () => string; readonly close: () => void };

describe('a live stream', () => {
  let world: AttackWorld;
  let address: string;
  const open: Stream[] = [];

  beforeAll(async () => {
    world = await openAttackWorld(modules);
    address = await world.house.app.listen({ port: 0, host: '127.0.0.1' });
  }, 120_000);
  afterAll(async () => {
    for (const { close } of open) close();
    await world?.house.kernel.events.close();
    await world?.house.close();
  });

  const listen = async (headers: Contender['headers'], query = ''): Promise<Stream> => {
    const stop = new AbortController();
    const answer = await fetch(`${address}/api/events${query}`, { headers, signal: stop.signal });
    let text = '';
    const reading = (async () => {
      const decoder = new TextDecoder();
      for await (const chunk of answer.body ?? []) text += decoder.decode(chunk as Uint8Array, { stream: true });
    })();
    reading.catch(() => undefined);
    const stream = { status: answer.status, text: () => text, close: () => stop.abort() };
    open.push(stream);
    return stream;
  };

  const openTicket = async (as: SignedIn): Promise<number> => {
    const { status, body } = await world.house.call('POST', '/api/tickets', {
      as,
      body: { kind: 'incident', title: 'Heard of' },
    });
    expect(status).toBe(201);
    return Number(body.id);
  };
  const hearing = (stream: Stream, id: number) =>
    expect.poll(stream.text, { timeout: 20_000 }).toContain(`"id":${id},`);

  it('tells nobody what happens in another tenant', async () => {
    const { attackers, victim, attacker } = world;
    const streams = await Promise.all(attackers.map(({ headers }) => listen(headers)));
    const theirs = await listen(victim.users.ADMIN.headers);
    const foreign = await openTicket(victim.users.CUSTOMER);
    await hearing(theirs, foreign);
    // Whoever may hear of this one has been told by then of all that came before.
    const last = await openTicket(attacker.users.CUSTOMER);
    for (const [at, stream] of streams.entries()) {
      if (stream.status === 200) await hearing(stream, last);
      expect(stream.text(), attackers[at]?.name).not.toContain(`"id":${foreign},`);
    }
    expect(streams.filter(({ status }) => status === 200).length).toBeGreaterThan(3);
  });

  it('is not resumed from where another tenant’s has stopped', async () => {
    const { victim, attacker } = world;
    const theirs = await listen(victim.users.ADMIN.headers);
    const before = await openTicket(victim.users.CUSTOMER);
    await hearing(theirs, before);
    const id = /id: (\S+)\nevent/.exec(theirs.text())?.[1] ?? '';
    expect(id).not.toBe('');
    const missed = await openTicket(victim.users.CUSTOMER);
    const resumed = await listen({ ...attacker.users.ADMIN.headers, 'last-event-id': id });
    const last = await openTicket(attacker.users.CUSTOMER);
    await hearing(resumed, last);
    for (const foreign of [before, missed]) expect(resumed.text()).not.toContain(`"id":${foreign},`);
  });

  it('is not opened in another’s name, and tells a neighbour nothing of what is not theirs', async () => {
    const { victim, attacker } = world;
    const elsewhere = await listen(attacker.users.ADMIN.headers, `?tenant=${victim.tenant.code}`);
    expect(elsewhere.status).toBe(409);
    const engineer = await listen(attacker.users.ENGINEER.headers);
    const customer = await listen(attacker.users.CUSTOMER.headers, '?topics=tickets');
    const notTheirs = await openTicket(attacker.users.PM);
    const own = await openTicket(attacker.users.CUSTOMER);
    await hearing(engineer, notTheirs);
    await hearing(customer, own);
    expect(customer.text()).not.toContain(`"id":${notTheirs},`);
  });

  it('falls silent when the session is over', async () => {
    const { attacker, house } = world;
    const { PM, CUSTOMER, ENGINEER } = attacker.users;
    const [gone, stays] = [await listen(PM.headers), await listen(ENGINEER.headers)];
    expect((await house.call('DELETE', '/api/session', { as: PM })).status).toBe(204);
    const last = await openTicket(CUSTOMER);
    await hearing(stays, last);
    await sleep(200);
    expect(gone.text()).not.toContain(`"id":${last},`);
  });
});
