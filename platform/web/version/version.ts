import { useSyncExternalStore } from 'react';

const watchers = new Set<() => void>();
let told = 0;

/** Hears which build the server has now; every answer of it says so. */
export const learnBuild = (present: string | null): void => {
  const own = ownBuild();
  if (present !== null && own !== '' && !own.startsWith('__') && present !== own && told === 0) {
    tellNewVersion();
  }
};

/** The build that this page came with; index.html says it. In development there is none. */
const ownBuild = (): string => document.querySelector<HTMLMetaElement>('meta[name="madang-build"]')?.content ?? '';

/** Says that this page is older than the server. Each time it is said, the bar shows again. */
export const tellNewVersion = (): void => {
  told += 1;
  for (const watcher of watchers) {
    watcher();
  }
};

/** How often it was said that a newer version is there; 0 while this page is the newest. */
export const useNewVersion = (): number =>
  useSyncExternalStore(
    (changed) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
    () => told,
  );

/** True for code that could not be fetched: what a deploy took away, or what no network brought. */
export const isMissingCode = (error: unknown): boolean =>
  error instanceof Error &&
  /dynamically imported module|Importing a module script failed|Unable to preload CSS/i.test(error.message);
