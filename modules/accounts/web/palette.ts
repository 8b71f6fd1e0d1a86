import { IconUser } from '@tabler/icons-react';
import { get } from '#platform/web/api/client.ts';
import { text } from '#platform/web/i18n/i18n.ts';
import type { PaletteItem } from '#platform/web/module.ts';
import { can, type Session } from '#platform/web/session/session.ts';
import type { User } from '../contract.ts';

const most = 5;

/** People of the organization, for those who may list them; where there is no page of a person, what they asked. */
export const findPeople = async (q: string, signal: AbortSignal, session: Session): Promise<readonly PaletteItem[]> => {
  if (!can(session, 'user.manage')) {
    return [];
  }
  const { items } = await get<{ items: readonly User[] }>('/users', {
    query: { q: q.slice(0, 100), limit: most },
    signal,
  });
  return items.map(({ id, name, login }) => ({
    id: `user-${id}`,
    group: text('People'),
    label: name,
    detail: login,
    icon: IconUser,
    to: `/users/${id}`,
    otherwise: `/tickets?requester=${id}`,
  }));
};
