import type { QueryClient } from '@tanstack/react-query';
import { followRows } from '#platform/web/live/follow-rows.ts';
import type { ServerEvent } from '#platform/web/live/sse.ts';
import type { Assignment, User } from '../contract.ts';
import { type AssignmentSearch, assignmentKeys, fetchAssignments } from './assignments/api.ts';
import { fetchUser, fetchUsers, userKeys } from './users/api.ts';
import type { UserSearch } from './users/search.ts';

type Told = { readonly id: number; readonly change: string };

/** What live events do to what this tab knows of users and assignments. */
export const followPeople = (client: QueryClient): ((event: ServerEvent) => void) => {
  const userChanged = followRows<User>(client, {
    lists: userKeys.lists,
    firstPage: (queryKey) => fetchUsers(queryKey[2] as UserSearch, null),
    row: async (id) => (await fetchUser(id)).value,
  });
  const ended = new Set<number>();
  const assignmentChanged = followRows<Assignment>(client, {
    lists: assignmentKeys.lists,
    firstPage: (queryKey) =>
      fetchAssignments(queryKey[2] as AssignmentSearch, { limit: queryKey[3] as number, cursor: null }),
    // Assignments are made and ended, never changed, and none has an address of its own.
    row: (id) => Promise.resolve(ended.has(id) ? null : undefined),
  });
  return ({ event, data }) => {
    if (event === 'resync') {
      void client.invalidateQueries({ queryKey: ['users'] });
      void client.invalidateQueries({ queryKey: assignmentKeys.lists });
    } else if (event === 'user.changed') {
      const { id } = JSON.parse(data ?? '{}') as Told;
      void client.invalidateQueries({ queryKey: userKeys.one(id) });
      userChanged(id);
    } else if (event === 'assignment.changed') {
      const { id, change } = JSON.parse(data ?? '{}') as Told;
      if (change === 'removed') {
        ended.add(id);
      }
      assignmentChanged(id);
    }
  };
};
