import { listFunctions } from '#platform/access/matrix.ts';
import { ROLES } from '#platform/access/principal.ts';
import { known } from '#platform/db/query.ts';
import { handle, type Route, read } from '#platform/http/route.ts';
import { AccessMatrix, ExplanationAnswer, ExplanationQuery } from '../contract.ts';
import { explainAccess } from './explain-access.ts';

export const accessRoutes: readonly Route[] = [
  read({
    path: '/api/access/matrix',
    access: 'signed_in',
    summary: 'Which role may use which function: the role matrix as data.',
    answer: AccessMatrix,
    load: (c) =>
      known({
        roles: [...ROLES],
        functions: listFunctions(c.matrix).map(({ name, row }) => {
          const { ADMIN, PM, ENGINEER, DEPLOY_ENGINEER, CUSTOMER } = row;
          return {
            name,
            cells: { ADMIN, PM, ENGINEER, DEPLOY_ENGINEER, CUSTOMER },
            providerOnly: row.provider,
            peopleOnly: row.person,
          };
        }),
      }),
  }),
  handle({
    method: 'GET',
    path: '/api/access/explanation',
    access: { permission: 'permission.manage' },
    summary: 'The four gates for a user and an action, each with the facts it saw. Asking is on record.',
    query: ExplanationQuery,
    answer: { 200: ExplanationAnswer },
    run: async (c) => {
      const { user, subjectName, allowed, gates } = await explainAccess(c, c.query);
      return {
        body: { user, subjectName, allowed, gates: gates.map((gate) => ({ ...gate, facts: { ...gate.facts } })) },
      };
    },
  }),
];
