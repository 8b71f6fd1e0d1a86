import type { Actor } from '#platform/audit/entry.ts';
import type { Database } from '#platform/db/pool.ts';
import { type Tx, tenantTx } from '#platform/db/tenant-tx.ts';
import { type Loop, startLoop } from '#platform/events/loop.ts';
import type { Logger } from '#platform/log/log.ts';
import type { Module } from '#platform/module.ts';
import { PROVIDER_TENANT_ID } from './principal.ts';
import type { SubjectSource } from './subject-source.ts';
import {
  type Attempts,
  countForeign,
  findAdmitted,
  findOwners,
  listOpen,
  type OwnedThing,
  purgeJudged,
  type Suspicion,
  settle,
} from './suspicions.ts';

type Options = {
  readonly database: Pick<Database, 'app' | 'system'>;
  readonly modules: readonly Module[];
  readonly log: Logger;
};

const AT_ONCE = 200;
const LOOK_EVERY = 2000;
/** So many attempts on other tenants' things within ten minutes raise an alert. */
const ALERT_AT = 3;
const JUDGE: Actor = {
  id: null,
  login: 'judge',
  tenantCode: '*',
  channel: 'job',
  address: null,
  method: null,
  path: null,
  requestId: null,
};

/** Judges what was refused as "not there" within seconds of its refusal, in every process that works. */
export const startJudge = (options: Options): Loop =>
  startLoop({
    name: 'access.judge',
    log: options.log,
    idle: LOOK_EVERY,
    pass: async () => (await judgeRefusals(options)) === AT_ONCE,
  });

/**
 * Finds out whether ids that somebody's tenant does not have belong to another one, and tells that one's audit who
 * knocked. Repeated attempts of strangers raise an alert there and with the provider; never with the tenant of whoever
 * knocked, which would tell them what exists elsewhere. Answers how many were judged. A crash in between tells twice
 * rather than never.
 */
export const judgeRefusals = ({ database, modules, log }: Options): Promise<number> =>
  tenantTx(database.system, { tenantId: PROVIDER_TENANT_ID, proof: null, actor: JUDGE }, async (tx) => {
    const open = await tx.run(listOpen(AT_ONCE));
    if (open.length === 0) {
      await tx.run(purgeJudged());
      return 0;
    }
    const foreign = await findForeign(tx, modules, open);
    const admitted = await admittedAmong(tx, foreign);
    const strangers = foreign.filter((each) => !admitted.has(each));
    for (const each of foreign) await tellOwner(database, each, admitted.has(each) ? 'elsewhere' : 'foreign');
    if (strangers.length > 0) await alert(tx, database, log, strangers);
    await tx.run(settle(open, new Map(strangers.map(({ suspicion, owner }) => [suspicion.id, owner]))));
    return open.length;
  });

type Foreign = { readonly suspicion: Suspicion; readonly owner: number };

const keyOf = ({ subject_type: type, subject_id: id }: Suspicion): string => `${type}:${id}`;

/** Those that asked for what another tenant has, each with that tenant. */
const findForeign = async (tx: Tx, modules: readonly Module[], open: readonly Suspicion[]): Promise<Foreign[]> => {
  const owners = await ownersOf(tx, modules, open);
  return open.flatMap((suspicion) => {
    const owner = owners.get(keyOf(suspicion));
    return owner === undefined || owner === suspicion.tenant_id ? [] : [{ suspicion, owner }];
  });
};

/**
 * Staff who open a link of a tenant that they look after, while they act in another one: they count for no alert. A key or
 * a token never goes anywhere else, so whoever tries ids with one is a stranger, whosever it is.
 */
const admittedAmong = async (tx: Tx, foreign: readonly Foreign[]): Promise<ReadonlySet<Foreign>> => {
  const inBrowser = foreign.filter(({ suspicion }) => suspicion.channel === 'web');
  if (inBrowser.length === 0) return new Set();
  const pairs = inBrowser.map(({ suspicion, owner }) => ({ actor_id: suspicion.actor_id, owner }));
  const found = new Set((await tx.run(findAdmitted(pairs))).map(({ actor_id, owner }) => `${actor_id}:${owner}`));
  return new Set(inBrowser.filter(({ suspicion, owner }) => found.has(`${suspicion.actor_id}:${owner}`)));
};

/** The tenant that each thing belongs to, by type and id. Types that nobody declares are left out. */
const ownersOf = async (
  tx: Tx,
  modules: readonly Module[],
  open: readonly Suspicion[],
): Promise<Map<string, number>> => {
  const sources = new Map<string, SubjectSource>(modules.flatMap(({ subjects = {} }) => Object.entries(subjects)));
  const owners = new Map<string, number>();
  for (const [type, suspicions] of Map.groupBy(open, ({ subject_type }) => subject_type)) {
    const source = sources.get(type);
    if (source === undefined) continue;
    const found: OwnedThing[] = await tx.run(
      findOwners(
        source.table,
        suspicions.map(({ subject_id }) => subject_id),
      ),
    );
    for (const { id, tenant_id } of found) owners.set(`${type}:${id}`, tenant_id);
  }
  return owners;
};

const actorOf = (suspicion: Suspicion): Actor => ({
  id: suspicion.actor_id,
  login: suspicion.actor_login,
  tenantCode: suspicion.actor_tenant,
  channel: suspicion.channel,
  address: suspicion.address,
  method: suspicion.method,
  path: suspicion.path,
  requestId: suspicion.request_id,
});

const tellOwner = (
  { app }: Options['database'],
  { suspicion, owner: tenantId }: Foreign,
  reason: 'foreign' | 'elsewhere',
): Promise<void> =>
  tenantTx(app, { tenantId, proof: null, actor: actorOf(suspicion) }, async (tx) => {
    tx.record({
      action: 'access.foreign_attempt',
      subject: { type: suspicion.subject_type, id: suspicion.subject_id },
      outcome: 'refused',
      gate: 'tenant',
      reason,
      changes: { attempted: { from: null, to: suspicion.action } },
    });
  });

/** Once for each person whose attempts have become too many with these. */
const alert = async (
  tx: Tx,
  database: Options['database'],
  log: Logger,
  foreign: readonly Foreign[],
): Promise<void> => {
  for (const own of Map.groupBy(foreign, ({ suspicion }) => `${suspicion.tenant_id}:${suspicion.actor_id}`).values()) {
    const last = own.at(-1)?.suspicion;
    if (last === undefined) continue;
    const before: Attempts = await tx.run(countForeign(last.tenant_id, last.actor_id));
    const attempts = before.count + own.length;
    if (before.count >= ALERT_AT || attempts < ALERT_AT) continue;
    log.warn({ user: last.actor_id, tenant: last.actor_tenant, attempts }, 'Repeated attempts on other tenants');
    const told = new Set([PROVIDER_TENANT_ID, ...before.owners, ...own.map(({ owner }) => owner)]);
    for (const tenantId of told) await tellAlert(database, tenantId, last, attempts);
  }
};

const tellAlert = ({ app }: Options['database'], tenantId: number, last: Suspicion, attempts: number): Promise<void> =>
  tenantTx(app, { tenantId, proof: null, actor: actorOf(last) }, async (tx) => {
    tx.record({
      action: 'access.alert',
      subject: { type: 'user', id: last.actor_id },
      outcome: 'refused',
      gate: 'tenant',
      reason: 'repeated_foreign_attempts',
      changes: { attempts: { from: null, to: attempts } },
    });
    tx.emit({
      topic: 'access',
      subject: { type: 'user', id: last.actor_id },
      version: 1,
      change: 'alert',
      audience: 'audit.read',
    });
  });
