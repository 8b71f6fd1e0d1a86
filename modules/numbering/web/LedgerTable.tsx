import { Button } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useT } from '#platform/web/i18n/i18n.ts';
import { Loaded } from '#platform/web/ui/section/Loaded.tsx';
import { SectionEmpty } from '#platform/web/ui/section/Section.tsx';
import { When } from '#platform/web/ui/When.tsx';
import { Coming, WordsSkeleton } from '#platform/web/ui/WordsSkeleton.tsx';
import type { LedgerEntry } from '../contract.ts';
import { ledgerQuery, proofQuery } from './api.ts';
import styles from './Numbering.module.css';
import { stateText } from './words.ts';

type LedgerProps = { readonly id: number; readonly period: string | undefined };

/** Every number that the rule gave, newest first, and what got it. */
export const LedgerTable = ({ id, period }: LedgerProps) => {
  const t = useT();
  const query = useInfiniteQuery(ledgerQuery(id, period));
  return (
    <>
      <Periods id={id} period={period} />
      <Loaded
        query={query}
        skeleton={
          <Coming>
            <LedgerSkeleton />
          </Coming>
        }
      >
        {({ pages }) => <Entries entries={pages.flatMap(({ items }) => items)} />}
      </Loaded>
      {query.hasNextPage ? (
        <Button
          className={styles.more ?? ''}
          variant="default"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('Show earlier numbers')}
        </Button>
      ) : null}
    </>
  );
};

const Entries = ({ entries }: { readonly entries: readonly LedgerEntry[] }) => {
  const t = useT();
  return entries.length === 0 ? (
    <SectionEmpty>{t('No numbers were given in this period.')}</SectionEmpty>
  ) : (
    <Table>
      {entries.map((entry) => (
        <Line key={`${entry.scope} ${entry.period} ${entry.sequence} ${entry.state}`} entry={entry} />
      ))}
    </Table>
  );
};

const Table = ({ children }: { readonly children: ReactNode }) => {
  const t = useT();
  return (
    <table className={styles.ledger} aria-label={t('Numbers given')}>
      <thead>
        <tr>
          <th scope="col">{t('Number')}</th>
          <th scope="col">{t('State')}</th>
          <th scope="col">{t('When')}</th>
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
};

export const LedgerSkeleton = () => {
  const t = useT();
  return (
    <Table>
      {['one', 'two', 'three', 'four', 'five', 'six'].map((key) => (
        <tr key={key}>
          <td className={styles.number}>
            <WordsSkeleton like="INC-2026-000001" />
          </td>
          <td>
            <WordsSkeleton like={t(stateText.used)} />
          </td>
          <td>
            <WordsSkeleton like="2026-01-01 (Mon) 00:00" />
          </td>
        </tr>
      ))}
    </Table>
  );
};

const Line = ({ entry: { number, state, subject, reason, at } }: { readonly entry: LedgerEntry }) => {
  const t = useT();
  return (
    <tr>
      <td className={styles.number}>
        {subject?.type === 'ticket' ? <Link to={`/tickets/${subject.id}` as string}>{number}</Link> : number}
      </td>
      <td>
        {t(stateText[state])}
        {reason === null ? null : <div className={styles.small}>{reason}</div>}
      </td>
      <td className={styles.dim}>
        <When at={at} exact />
      </td>
    </tr>
  );
};

/** The periods that the rule has counted in, newest first. */
const Periods = ({ id, period }: LedgerProps) => {
  const t = useT();
  const counters = useQuery(proofQuery(id)).data?.counters ?? [];
  const periods = [...new Set(counters.map((counter) => counter.period))].filter((each) => each !== '').toReversed();
  if (periods.length < 2) {
    return null;
  }
  return (
    <nav className={styles.tabs} aria-label={t('Periods')}>
      {[undefined, ...periods].map((each) => (
        <Link
          key={each ?? ''}
          to="."
          search={(each === undefined ? {} : { period: each }) as never}
          replace
          activeOptions={{ exact: true }}
          activeProps={{}}
          aria-current={each === period ? 'page' : undefined}
        >
          {each ?? t('All')}
        </Link>
      ))}
    </nav>
  );
};
