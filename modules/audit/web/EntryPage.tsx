import { Button } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import { type InfiniteData, type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams, useRouter } from '@tanstack/react-router';
import { useT } from '#platform/web/i18n/i18n.ts';
import { stringifySearch } from '#platform/web/router/search.ts';
import { can } from '#platform/web/session/session.ts';
import { useSession } from '#platform/web/session/use-session.ts';
import { DetailAbsent } from '#platform/web/ui/detail/DetailAbsent.tsx';
import { DetailPage, type Neighbours } from '#platform/web/ui/detail/DetailPage.tsx';
import { When } from '#platform/web/ui/When.tsx';
import type { AuditEntry, AuditList } from '../contract.ts';
import { auditKeys, entryQuery } from './api.ts';
import { Actor, OutcomeBadge } from './columns.tsx';
import { EntryFacts } from './EntryFacts.tsx';
import { entryShape } from './EntryShape.tsx';
import { EntryStory } from './EntryStory.tsx';
import { useActionWords } from './use-action-words.ts';

/** One row of the audit: what happened, why it was refused, what changed from what to what. */
const EntryPage = () => {
  const t = useT();
  const id = Number(useParams({ from: '/shell/admin/audit/$entryId' }).entryId);
  const crumbs = [{ to: '/admin/audit', label: t('Audit log') }];
  const query = useQuery(entryQuery(id));
  if (query.data !== undefined) {
    return <Entry key={id} entry={query.data} crumbs={crumbs} />;
  }
  return <DetailAbsent query={query} crumbs={crumbs} {...entryShape(id)} />;
};
export default EntryPage;

type EntryProps = { readonly entry: AuditEntry; readonly crumbs: readonly { to: string; label: string }[] };

const Entry = ({ entry, crumbs }: EntryProps) => {
  const title = useActionWords()(entry.action);
  const neighbours = neighboursOf(useQueryClient(), entry.id);
  return (
    <DetailPage
      crumbs={crumbs}
      number={`#${entry.id}`}
      title={title}
      heading={<h1>{title}</h1>}
      meta={
        <>
          <OutcomeBadge entry={entry} />
          <Actor entry={entry} />
          <When at={entry.at} exact />
        </>
      }
      actions={<Why entry={entry} />}
      neighbours={neighbours}
      facts={<EntryFacts entry={entry} />}
    >
      <EntryStory entry={entry} />
    </DetailPage>
  );
};

/**
 * Leads to the four gates for this person and this thing, for those who may ask. It explains functions of the role matrix,
 * and people: what a key was refused says its own row.
 */
const Why = ({ entry: { action, actor, channel, gate, outcome, subject } }: { readonly entry: AuditEntry }) => {
  const t = useT();
  const session = useSession();
  const { modules } = useRouter().options.context;
  const isFunction = modules.some(({ functions }) => functions?.[action] !== undefined);
  const mayAsk = can(session, 'permission.manage') && isFunction && channel !== 'api' && actor.id !== null;
  if (!mayAsk || outcome !== 'refused' || gate === null || gate === 'principal') {
    return null;
  }
  const about = subject?.id == null || subject.id === '' ? undefined : `${subject.type}:${subject.id}`;
  const href = `/admin/why${stringifySearch({ user: actor.login, action, subject: about })}`;
  return (
    <Button
      variant="default"
      leftSection={<IconHelpCircle size={16} stroke={1.75} aria-hidden="true" />}
      renderRoot={(props: object) => <Link to={href as string} {...props} />}
    >
      {t('Check access now')}
    </Button>
  );
};

/** Before and after this row in the list that was looked at last. */
const neighboursOf = (client: QueryClient, id: number): Neighbours => {
  const rows = client
    .getQueryCache()
    .findAll({ queryKey: auditKeys.lists })
    .toSorted((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt)
    .map(({ state }) => (state.data as InfiniteData<AuditList> | undefined)?.pages.flatMap(({ items }) => items) ?? [])
    .find((list) => list.some((row) => row.id === id));
  const at = rows?.findIndex((row) => row.id === id) ?? -1;
  const href = (row: AuditEntry | undefined): string | null => (row === undefined ? null : `/admin/audit/${row.id}`);
  return at === -1 ? { previous: null, next: null } : { previous: href(rows?.[at - 1]), next: href(rows?.[at + 1]) };
};
