import { useRouter } from '@tanstack/react-router';
import { isProblem } from '../api/problem.ts';
import { NotFound } from './NotFound.tsx';
import { ErrorState } from './State.tsx';

/** What stands in a page's place when it threw; trying again loads its data anew, or the page if its code is gone. */
export const PageError = ({ error, reset }: { readonly error: unknown; readonly reset: () => void }) => {
  const router = useRouter();
  if (isProblem(error) && error.status === 404) {
    return <NotFound />;
  }
  const retry = (): void => {
    if (isProblem(error)) {
      reset();
      void router.invalidate();
    } else {
      window.location.reload();
    }
  };
  return <ErrorState error={error} onRetry={retry} whole />;
};
