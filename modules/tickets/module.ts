import { mapQuery } from '#platform/db/query.ts';
import { defineModule } from '#platform/module.ts';
import { subjectOf } from './access.ts';
import { prepareNumbers } from './create/actions.ts';
import titles from './locale/titles.json' with { type: 'json' };
import { findTicket, listOwners } from './queries.ts';
import { routes } from './routes.ts';
import { findView } from './views/queries.ts';

const loadFacts = (tenantId: number, ids: readonly number[]) =>
  mapQuery(listOwners(tenantId, ids), (rows) =>
    rows.map((row) => ({ subject: subjectOf(tenantId, row), data: { number: row.number } })),
  );

export const tickets = defineModule({
  name: 'tickets',
  purpose: 'Service requests and incidents: opened, talked about, worked on and found again.',
  titles,
  functions: {
    // In `*` staff of the provider has its own requests only, like a customer.
    'ticket.read': { ADMIN: 'yes', PM: 'yes', ENGINEER: 'yes', DEPLOY_ENGINEER: 'yes', CUSTOMER: 'own', house: 'own' },
    'ticket.create': {
      ADMIN: 'yes',
      PM: 'yes',
      ENGINEER: 'yes',
      DEPLOY_ENGINEER: 'yes',
      CUSTOMER: 'yes',
      house: 'yes',
    },
    'ticket.comment': {
      ADMIN: 'yes',
      PM: 'yes',
      ENGINEER: 'yes',
      DEPLOY_ENGINEER: 'yes',
      CUSTOMER: 'own',
      house: 'own',
    },
    'ticket.work': { ADMIN: 'yes', PM: 'yes', ENGINEER: 'yes', DEPLOY_ENGINEER: 'yes', CUSTOMER: 'no' },
    // How much waits in which tenant: said in `*` only, and only of tenants that one is assigned to.
    'ticket.overview': {
      ADMIN: 'yes',
      PM: 'yes',
      ENGINEER: 'yes',
      DEPLOY_ENGINEER: 'yes',
      CUSTOMER: 'no',
      person: true,
      house: 'yes',
    },
  },
  subjects: {
    ticket: {
      table: 'ticket',
      label: 'number',
      load: (tenantId, id) => mapQuery(findTicket(tenantId, id), (row) => row && subjectOf(tenantId, row)),
    },
    ticket_view: {
      table: 'ticket_view',
      // It is somebody's own, but making it and renaming it is on record.
      label: 'name',
      load: (tenantId, id) =>
        mapQuery(
          findView(tenantId, id),
          (row) => row && { type: 'ticket_view', id: row.id, tenantId, ownerIds: [row.user_id] },
        ),
    },
  },
  routes,
  stream: [
    { name: 'tickets', permission: 'ticket.read', load: loadFacts },
    { name: 'ticket_notes', permission: 'ticket.work', load: loadFacts },
    { name: 'ticket_presence', permission: 'ticket.work', load: loadFacts },
  ],
  prepareTenant: prepareNumbers,
});
