import { Button, Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useT } from '#platform/web/i18n/i18n.ts';
import { provider } from '#platform/web/session/session.ts';
import { roleText } from '#platform/web/shell/role-text.ts';
import { Badge } from '#platform/web/ui/Badge.tsx';
import { Clip } from '#platform/web/ui/Clip.tsx';
import { Person } from '#platform/web/ui/Person.tsx';
import { personName } from '#platform/web/ui/person-name.ts';
import { PlainList, Section } from '#platform/web/ui/Section.tsx';
import { Loaded } from '#platform/web/ui/section/Loaded.tsx';
import { SectionEmpty } from '#platform/web/ui/section/Section.tsx';
import { Coming, WordsSkeleton } from '#platform/web/ui/WordsSkeleton.tsx';
import type { Tenant, TenantPerson } from '../contract.ts';
import { tenantPeopleQuery } from './api.ts';
import styles from './Tenants.module.css';

/** Who is known in an organization. Its own people are changed while working in it. */
export const TenantPeople = ({ tenant }: { readonly tenant: Tenant }) => {
  const t = useT();
  const query = useInfiniteQuery(tenantPeopleQuery(tenant.id));
  return (
    <Section
      title={t('People')}
      help={
        tenant.code === provider ? (
          <Link to={'/admin/users' as string}>{t('Manage the users of the provider')}</Link>
        ) : tenant.status === 'active' ? (
          t('To invite or change its users, work in this organization.')
        ) : undefined
      }
    >
      <Loaded query={query} skeleton={<PeopleSkeleton />}>
        {({ pages }) => <PeopleLines people={pages.flatMap(({ items }) => items)} />}
      </Loaded>
      {query.hasNextPage ? (
        <Button
          className={styles.more}
          variant="default"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('Show more')}
        </Button>
      ) : null}
    </Section>
  );
};

/** The page of an organization on its way, below its name: its people. */
export const TenantStorySkeleton = () => {
  const t = useT();
  return (
    <Section
      title={t('People')}
      help={<WordsSkeleton like={t('To invite or change its users, work in this organization.')} />}
    >
      <PeopleSkeleton />
    </Section>
  );
};

const PeopleSkeleton = () => {
  const t = useT();
  return (
    <Coming>
      <PlainList label={t('People')}>
        {['kim@example.com', 'lee.junseo@example.com', 'park@example.com', 'engineer@example.com'].map((login) => (
          <li key={login} className={styles.person}>
            <span className={styles.name}>
              <Skeleton h={22} w={22} circle />
              <WordsSkeleton like={t('Person')} />
            </span>
            <span>
              <WordsSkeleton like={login} />
            </span>
            <span>
              <WordsSkeleton like={roleText(t, 'CUSTOMER')} />
            </span>
          </li>
        ))}
      </PlainList>
    </Coming>
  );
};

const PeopleLines = ({ people }: { readonly people: readonly TenantPerson[] }) => {
  const t = useT();
  return people.length === 0 ? (
    <SectionEmpty>{t('Nobody yet. Work in this organization and invite its administrator first.')}</SectionEmpty>
  ) : (
    <PlainList label={t('People')}>
      {people.map((person) => (
        <PersonLine key={person.id} person={person} />
      ))}
    </PlainList>
  );
};

const PersonLine = ({ person }: { readonly person: TenantPerson }) => {
  const t = useT();
  return (
    <li className={styles.person}>
      <Person name={personName(person)} quiet={person.status === 'disabled'} />
      <Clip dim>{person.login}</Clip>
      <span>{roleText(t, person.role)}</span>
      <span>
        {person.kind === 'own' ? null : <Badge meaning="accent">{t('Provider')}</Badge>}
        {person.status === 'disabled' ? <Badge meaning="closed">{t('Disabled')}</Badge> : null}
      </span>
    </li>
  );
};
