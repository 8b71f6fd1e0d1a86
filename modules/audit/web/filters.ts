import { useMemo } from 'react';
import { type Text, useT } from '#platform/web/i18n/i18n.ts';
import { useSession } from '#platform/web/session/use-session.ts';
import type { Filter, FilterOption } from '#platform/web/ui/list/filter.ts';
import type { View } from '#platform/web/ui/list/ListPage.tsx';
import type { AuditEntry } from '../contract.ts';
import type { AuditSearch } from './search.ts';
import { useKnownActions } from './use-action-words.ts';
import { isAbout, subjectText, subjectWords, thingOf } from './words.ts';

/** What is asked for most, one click away. */
export const useAuditViews = (): readonly View[] => {
  const t = useT();
  return [
    { label: t('All'), search: {} },
    { label: t('Denied'), search: { outcome: 'refused' } },
    { label: t('Outside attempts'), search: { action: ['access.foreign_attempt', 'access.alert'] } },
    { label: t('Sign-ins'), search: { action: ['session.create'] } },
  ];
};

/** The filters. People to choose from are oneself and those on the screen; anybody else is typed under "More filters". */
export const useAuditFilters = (rows: readonly AuditEntry[], search: AuditSearch): readonly Filter[] => {
  const t = useT();
  const { user, actingTenant } = useSession();
  const actions = useKnownActions();
  return useMemo(() => {
    const words = (known: Readonly<Record<string, Text>>): FilterOption[] =>
      Object.entries(known)
        .map(([value, word]) => ({ value, label: t(word) }))
        .toSorted((a, b) => a.label.localeCompare(b.label));
    const logins = rows.flatMap(({ actor }) => (actor.login === null || actor.login === '' ? [] : [actor.login]));
    const people = [...new Set([user.login, ...(search.actor === undefined ? [] : [search.actor]), ...logins])];
    const thing = thingOf(search.subject);
    const named = rows.find((row) => isAbout(row, thing)) ?? { subject: thing, subjectName: null };
    const one = thing === null ? [] : [{ value: search.subject ?? '', label: subjectWords(t, named, actingTenant) }];
    return [
      {
        key: 'period',
        label: t('Date range'),
        options: [
          { value: 'today', label: t('Today') },
          { value: 'yesterday', label: t('Yesterday') },
          { value: 'week', label: t('The last 7 days') },
          { value: 'month', label: t('The last 30 days') },
        ],
      },
      { key: 'actor', label: t('User'), options: people.slice(0, 20).map((login) => ({ value: login, label: login })) },
      { key: 'action', label: t('Action'), options: words(actions) },
      {
        key: 'outcome',
        label: t('Outcome'),
        options: [
          { value: 'refused', label: t('Denied') },
          { value: 'allowed', label: t('Allowed') },
        ],
      },
      { key: 'subject', label: t('Subject'), options: [...one, ...words(subjectText)] },
    ];
  }, [t, rows, actions, search.actor, search.subject, user.login, actingTenant]);
};
