import { modules } from '#app/modules.ts';
import { decide } from '#platform/access/decide.ts';
import { buildMatrix } from '#platform/access/matrix.ts';
import type { Principal } from '#platform/access/principal.ts';
import type { Case } from '../case.ts';

const ROUNDS = 5_000_000;

const principal: Principal = {
  kind: 'session',
  actingId: 1,
  version: 1,
  userId: 7,
  login: 'bench',
  name: 'bench',
  locale: 'ko',
  home: { id: 2, code: 'A', name: 'A' },
  homeRole: 'CUSTOMER',
  tenant: { id: 2, code: 'A', name: 'A', timeZone: 'Asia/Seoul' },
  role: 'CUSTOMER',
  sessionId: 1,
  scopes: null,
};

/** One decision with its four gates, in the process. */
export const permission: Case = {
  name: 'permission',
  run: async () => {
    const matrix = buildMatrix(modules);
    const subjects = [7, 8].map((owner, at) => ({ type: 'ticket', id: at, tenantId: 2, ownerIds: [owner] }));
    const round = (): number => {
      let allowed = 0;
      for (let turn = 0; turn < ROUNDS; turn += 1) {
        if (decide(matrix, principal, 'ticket.read', subjects[turn & 1]).allowed) allowed += 1;
      }
      return allowed;
    };
    round();
    const began = performance.now();
    const allowed = round();
    const nanoseconds = ((performance.now() - began) * 1e6) / ROUNDS;
    if (allowed !== ROUNDS / 2) throw new Error(`Half of the decisions should be a yes, ${allowed} were`);
    return [{ name: 'permission check', value: nanoseconds, unit: 'ns', budget: { atMost: 50 } }];
  },
};
