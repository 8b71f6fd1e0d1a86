import { ROLES } from '#platform/access/principal.ts';
import { known, mapQuery } from '#platform/db/query.ts';
import { combined, csv, list, type Route, read } from '#platform/http/route.ts';
import { abilitiesOn, standingOn, subjectOf } from './access.ts';
import { changeRoutes } from './change/routes.ts';
import {
  AssigneeList,
  CategoryList,
  NewTicket,
  TicketDetail,
  TicketExportQuery,
  TicketId,
  TicketList,
  TicketListQuery,
} from './contract.ts';
import { createBatch, createdRow, prepareNewTicket } from './create/actions.ts';
import { ticketColumns, ticketFile } from './list/export.ts';
import { filterOf } from './list/filter.ts';
import { keyOf } from './list/orders.ts';
import { listTickets } from './list/queries.ts';
import { listCategories, listPeople } from './messages/queries.ts';
import { messageRoutes } from './messages/routes.ts';
import { overviewRoutes } from './overview/routes.ts';
import { presenceRoutes } from './presence/routes.ts';
import { findTicket } from './queries.ts';
import { showDetail, showTicket } from './show-ticket.ts';
import { similarRoutes } from './similar/routes.ts';
import { viewRoutes } from './views/routes.ts';

const reading = { permission: 'ticket.read' };

const creating = combined({
  path: '/api/tickets',
  access: { permission: 'ticket.create' },
  body: NewTicket,
  answer: { 201: TicketDetail },
  summary: 'Opens a ticket. Its number is gapless within its kind and year.',
  lane: (c) => c.body.kind,
  prepare: prepareNewTicket,
  batch: createBatch,
  show: (created, c) => {
    const row = createdRow(created, c.body.kind);
    return {
      status: 201,
      headers: { location: `/api/tickets/${row.id}` },
      etag: row.version,
      body: showDetail(row, abilitiesOn(c, row), standingOn(c, row)),
    };
  },
});

const listing = list({
  path: '/api/tickets',
  access: reading,
  query: TicketListQuery,
  answer: TicketList,
  summary: 'Tickets, newest first; bodies are cut to 500 characters. Every filter may repeat.',
  load: (c, page) => {
    const filter = filterOf(c, c.query);
    return filter === null ? known([]) : listTickets(c.principal.tenant.id, filter, page.limit + 1, page.after);
  },
  key: (row, c) => keyOf(row, c.query.sort ?? '-createdAt'),
  show: (row, c) => showTicket(row, abilitiesOn(c, row)),
});

const exporting = csv({
  path: '/api/tickets/export',
  access: reading,
  query: TicketExportQuery,
  title: ticketFile,
  records: 'ticket.export',
  columns: ticketColumns,
  summary: 'All tickets that the list would show with these filters, as a file.',
  load: (c, page) => {
    const filter = filterOf(c, c.query);
    return filter === null ? known([]) : listTickets(c.principal.tenant.id, filter, page.limit + 1, page.after);
  },
  key: (row, c) => keyOf(row, c.query.sort ?? '-createdAt'),
});

const finding = read({
  path: '/api/tickets/:id',
  access: reading,
  params: TicketId,
  answer: TicketDetail,
  summary: 'One ticket, with what its reader may do with it now.',
  load: (c) => {
    const found = findTicket(c.principal.tenant.id, c.params.id);
    return mapQuery(found, (row) => row && { ...row, subject: subjectOf(c.principal.tenant.id, row) });
  },
  subject: (row) => row.subject,
  version: (row) => row.version,
  show: (row, c) => showDetail(row, abilitiesOn(c, row), standingOn(c, row)),
});

const categories = read({
  path: '/api/ticket-categories',
  access: reading,
  answer: CategoryList,
  summary: 'The tenant’s categories by name.',
  load: (c) => mapQuery(listCategories(c.principal.tenant.id), (items) => ({ items })),
});

const assignees = read({
  path: '/api/ticket-assignees',
  access: { permission: 'ticket.work' },
  answer: AssigneeList,
  summary: 'The people who work on tickets here, by name: whom a ticket can be assigned to.',
  load: (c) => {
    const row = c.matrix.get('ticket.work');
    const workers = ROLES.filter((role) => row?.[role] === 'yes');
    return mapQuery(listPeople(c.principal.tenant.id, workers), (items) => ({ items }));
  },
});

export const routes: readonly Route[] = [
  creating,
  listing,
  exporting,
  finding,
  ...changeRoutes,
  ...messageRoutes,
  ...similarRoutes,
  ...viewRoutes,
  ...presenceRoutes,
  ...overviewRoutes,
  categories,
  assignees,
];
