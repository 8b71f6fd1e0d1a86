import { lazy, Suspense } from 'react';
import type { ConfirmationProps } from './ConfirmationDialog.tsx';

const Dialog = lazy(async () => ({ default: (await import('./ConfirmationDialog.tsx')).ConfirmationDialog }));

/**
 * Asks before something that cannot be undone, and only then: says what will be lost with counts, wants the thing's name
 * or code typed, and its button says what happens. Whatever can be undone is done at once instead (see ui/undo.tsx).
 */
export const Confirmation = (props: ConfirmationProps) => (
  <Suspense fallback={null}>
    <Dialog {...props} />
  </Suspense>
);
