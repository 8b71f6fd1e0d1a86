import { Button, Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useT } from '#platform/web/i18n/i18n.ts';
import { roleText } from '#platform/web/shell/role-text.ts';
import { PlainList } from '#platform/web/ui/Section.tsx';
import { ErrorState } from '#platform/web/ui/State.tsx';
import type { Assignment } from '../../contract.ts';
import styles from '../People.module.css';
import { type AssignmentSearch, assignmentsQuery } from './api.ts';
import { RemoveButton } from './RemoveButton.tsx';

type AssignmentLinesProps = {
  readonly search: AssignmentSearch;
  readonly label: string;
  readonly nothing: string;
  readonly face: (assignment: Assignment) => ReactNode;
};

/** A few assignments as lines, each with the way to end it. */
export const AssignmentLines = ({ search, label, nothing, face }: AssignmentLinesProps) => {
  const t = useT();
  const query = useInfiniteQuery(assignmentsQuery(search, 20));
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  if (query.isPending) {
    return <Skeleton h={80} />;
  }
  if (query.isError && rows.length === 0) {
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (rows.length === 0) {
    return <p className={styles.dim}>{nothing}</p>;
  }
  return (
    <>
      <PlainList label={label}>
        {rows.map((assignment) => (
          <li key={assignment.id}>
            <span className={styles.grow}>{face(assignment)}</span>
            <span>{roleText(t, assignment.role)}</span>
            <RemoveButton assignment={assignment} />
          </li>
        ))}
      </PlainList>
      {query.hasNextPage ? (
        <Button variant="default" mt={8} loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('Show more')}
        </Button>
      ) : null}
    </>
  );
};
