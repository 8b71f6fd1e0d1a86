import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useT } from '#platform/web/i18n/i18n.ts';
import { Section } from '#platform/web/ui/Section.tsx';
import { Loaded } from '#platform/web/ui/section/Loaded.tsx';
import { When } from '#platform/web/ui/When.tsx';
import { Coming, WordsSkeleton } from '#platform/web/ui/WordsSkeleton.tsx';
import type { User } from '../../contract.ts';
import styles from '../People.module.css';
import { waysInQuery } from './api.ts';
import { roleHelp } from './role-help.ts';

/** Where a person is signed in at this moment, and with what programs come in their name. */
export const WaysIn = ({ user }: { readonly user: User }) => {
  const t = useT();
  const query = useQuery(waysInQuery(user.id));
  return (
    <Section title={t('Signed in')} help={t('Sessions in browsers, tokens of apps, and API keys of this person.')}>
      <Loaded query={query} skeleton={<CountsSkeleton />}>
        {({ sessions, tokens, apiKeys, lastSeenAt }) => (
          <Counts
            {...{ sessions, tokens, apiKeys }}
            seen={lastSeenAt === null ? t('Never signed in') : <When at={lastSeenAt} />}
          />
        )}
      </Loaded>
    </Section>
  );
};

/** The page of a user on its way, below the name. */
export const UserStorySkeleton = () => {
  const t = useT();
  return (
    <>
      <Section
        title={t('What this person may do')}
        help={<WordsSkeleton like={t(roleHelp.CUSTOMER)} />}
        actions={<WordsSkeleton like={t('All roles side by side')} />}
      >
        <WordsSkeleton like={t('Check this person’s access')} />
      </Section>
      <Section title={t('Signed in')} help={t('Sessions in browsers, tokens of apps, and API keys of this person.')}>
        <CountsSkeleton />
      </Section>
    </>
  );
};

type CountsProps = Readonly<Record<'sessions' | 'tokens' | 'apiKeys' | 'seen', ReactNode>>;

const Counts = ({ sessions, tokens, apiKeys, seen }: CountsProps) => {
  const t = useT();
  const facts = [
    [t('Sessions'), sessions],
    [t('Tokens'), tokens],
    [t('API keys'), apiKeys],
    [t('Last seen'), seen],
  ] as const;
  return (
    <dl className={styles.counts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
};

const CountsSkeleton = () => {
  const number = <WordsSkeleton like="0" />;
  return (
    <Coming>
      <Counts sessions={number} tokens={number} apiKeys={number} seen={<WordsSkeleton like="2026-01-01" />} />
    </Coming>
  );
};
