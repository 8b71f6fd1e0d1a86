import { lazyPage } from '#platform/web/router/lazy-page.ts';

/** An action of the audit in words. Its words come late, with those of other pages: it wants a Suspense around it. */
export const ActionWords = lazyPage(async () => ({ default: (await import('./ActionWords.tsx')).ActionWords }));
