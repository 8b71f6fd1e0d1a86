import { IconInbox } from '@tabler/icons-react';
import { text } from '#platform/web/i18n/i18n.ts';
import type { WebModule } from '#platform/web/module.ts';
import { lazyPart } from '#platform/web/version/lazy-part.ts';
import { followTickets } from './live.ts';
import { findInPalette } from './palette.ts';
import { ticketRoutes } from './routes.ts';
import { findTenantNeeds } from './tenant-needs.ts';

export const routes = ticketRoutes;

/** Requests and incidents: the list, the conversation, and asking for help. */
export const ticketsWeb: WebModule = {
  name: 'tickets',
  nav: [{ to: '/tickets', label: text('Requests'), icon: IconInbox, ability: 'ticket.read', group: 'work', key: 't' }],
  create: { to: '/tickets/new', label: text('New request'), ability: 'ticket.create' },
  search: { to: '/tickets', label: text('Search requests') },
  palette: findInPalette,
  tenantNote: lazyPart(async () => (await import('./TenantNote.tsx')).TenantNote),
  tenantNeeds: findTenantNeeds,
  follow: followTickets,
  problems: {
    'tickets.transition_not_allowed': text(
      'The request is in another state by now, which does not allow this. Look at it again.',
    ),
    'tickets.closed': text('The request has ended. If the same happens again, send a new request.'),
    'tickets.input_required': text('Fill this in.'),
    'tickets.category_unknown': text('This category does not exist any more.'),
    'tickets.person_unknown': text('This person is not here any more. Choose somebody else.'),
    'tickets.view_name_taken': text('You have a view of this name already. Choose another name.'),
    'tickets.view_limit': text('You have 50 views already. Remove one first.'),
    'tickets.assignee_unknown': text('This person cannot work on requests here.'),
  },
};
