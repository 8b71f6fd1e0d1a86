import type { UseQueryResult } from '@tanstack/react-query';
import { isProblem } from '../../api/problem.ts';
import { NotFound } from '../NotFound.tsx';
import { ErrorState } from '../State.tsx';
import { DetailFrame, DetailSkeleton } from './DetailSkeleton.tsx';

type DetailAbsentProps = Parameters<typeof DetailSkeleton>[0] & { readonly query: UseQueryResult<unknown> };

/** What stands in the place of a thing without data: on its way, not there (or not ours), or failed with a way to try again. */
export const DetailAbsent = ({ query, ...shape }: DetailAbsentProps) => {
  if (query.isPending) {
    return <DetailSkeleton {...shape} />;
  }
  const { error } = query;
  return (
    <DetailFrame crumbs={shape.crumbs} number={shape.number}>
      {isProblem(error) && (error.status === 404 || error.status === 400) ? (
        <NotFound />
      ) : (
        <ErrorState error={error} onRetry={() => void query.refetch()} whole />
      )}
    </DetailFrame>
  );
};
