import { mapQuery } from '#platform/db/query.ts';
import { defineModule } from '#platform/module.ts';
import titles from './locale/titles.json' with { type: 'json' };
import { findRule } from './queries.ts';
import { routes } from './routes.ts';

export const numbering = defineModule({
  name: 'numbering',
  purpose: 'Gives documents their numbers: gapless, by rule and period, with a ledger that proves it.',
  titles,
  functions: {
    'numbering_rule.read': { ADMIN: 'yes', PM: 'yes', ENGINEER: 'no', DEPLOY_ENGINEER: 'no', CUSTOMER: 'no' },
  },
  subjects: {
    numbering_rule: {
      table: 'numbering_rule',
      label: 'name',
      load: (tenantId, id) =>
        mapQuery(findRule(tenantId, id), (row) => row && { type: 'numbering_rule', id: row.id, tenantId }),
    },
  },
  routes,
});
