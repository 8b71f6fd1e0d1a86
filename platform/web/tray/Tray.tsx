import { Suspense } from 'react';
import { lazyPart } from '../version/lazy-part.ts';
import { useTray } from './runs.ts';

const Panel = lazyPart(async () => (await import('./TrayPanel.tsx')).TrayPanel);
const Button = lazyPart(async () => (await import('./TrayButton.tsx')).TrayButton);

/** The one place where all that runs over many things is to be seen; nothing is there while nothing runs or ran. */
export const Tray = () => {
  const { runs, open } = useTray();
  return runs.length === 0 || !open ? null : (
    <Suspense fallback={null}>
      <Panel runs={runs} />
    </Suspense>
  );
};

/** Its button in the bar on top. */
export const TrayHandle = () => {
  const { runs, open } = useTray();
  return runs.length === 0 ? null : (
    <Suspense fallback={null}>
      <Button runs={runs} open={open} />
    </Suspense>
  );
};
