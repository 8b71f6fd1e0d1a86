import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { isProblem } from '../../api/problem.ts';
import type { Crumb } from '../../shell/TopBar.tsx';
import { NotFound } from '../NotFound.tsx';
import { ErrorState } from '../State.tsx';
import { DetailFrame, DetailSkeleton } from './DetailSkeleton.tsx';

type DetailAbsentProps = {
  readonly query: UseQueryResult<unknown>;
  readonly crumbs: readonly Crumb[];
  /** What stands below the title, in its shape. */
  readonly story?: ReactNode;
};

/** What stands in the place of a thing without data: on its way, not there (or not ours), or failed with a way to try again. */
export const DetailAbsent = ({ query, crumbs, story }: DetailAbsentProps) => {
  if (query.isPending) {
    return <DetailSkeleton crumbs={crumbs} story={story} />;
  }
  const { error } = query;
  return (
    <DetailFrame crumbs={crumbs}>
      {isProblem(error) && (error.status === 404 || error.status === 400) ? (
        <NotFound />
      ) : (
        <ErrorState error={error} onRetry={() => void query.refetch()} whole />
      )}
    </DetailFrame>
  );
};
