import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useT } from '#platform/web/i18n/i18n.ts';
import { roleText } from '#platform/web/shell/role-text.ts';
import { PlainList } from '#platform/web/ui/Section.tsx';
import { Loaded } from '#platform/web/ui/section/Loaded.tsx';
import { SectionEmpty } from '#platform/web/ui/section/Section.tsx';
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
  return (
    <>
      <Loaded query={query} lines={2}>
        {({ pages }) =>
          pages[0]?.items.length === 0 ? (
            <SectionEmpty>{nothing}</SectionEmpty>
          ) : (
            <PlainList label={label}>
              {pages
                .flatMap(({ items }) => items)
                .map((assignment) => (
                  <li key={assignment.id}>
                    <span className={styles.grow}>{face(assignment)}</span>
                    <span>{roleText(t, assignment.role)}</span>
                    <RemoveButton assignment={assignment} />
                  </li>
                ))}
            </PlainList>
          )
        }
      </Loaded>
      {query.hasNextPage ? (
        <Button variant="default" mt={8} loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('Show more')}
        </Button>
      ) : null}
    </>
  );
};
