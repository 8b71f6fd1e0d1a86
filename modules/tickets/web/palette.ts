import { IconTicket } from '@tabler/icons-react';
import { get } from '#platform/web/api/client.ts';
import { text } from '#platform/web/i18n/i18n.ts';
import type { PaletteItem } from '#platform/web/module.ts';
import { can, type Session } from '#platform/web/session/session.ts';
import type { TicketList } from '../contract.ts';

const most = 8;

/** Requests by number and words. */
export const findInPalette = async (
  q: string,
  signal: AbortSignal,
  session: Session,
): Promise<readonly PaletteItem[]> => {
  if (!can(session, 'ticket.read')) {
    return [];
  }
  const { items } = await get<TicketList>('/tickets', { query: { q, limit: most }, signal });
  return items.map(({ id, number, title }) => ({
    id: `ticket-${id}`,
    group: text('Requests'),
    label: title,
    detail: number,
    icon: IconTicket,
    to: `/tickets/${id}`,
  }));
};
