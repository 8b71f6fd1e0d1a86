import { useSyncExternalStore } from 'react';
import { serverNow } from '../api/tab.ts';
import { formatDate, formatDateTime, formatRelative } from '../i18n/dates.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { useZone } from '../session/use-session.ts';
import { followPaper, isOnPaper } from './print.ts';

/** One clock for all times on the screen; only those whose words change are drawn again. */
const watchers = new Set<() => void>();
let timer = 0;
const tick = (): void => {
  for (const watcher of watchers) {
    watcher();
  }
};
followPaper(tick);
const everyHalfMinute = (changed: () => void): (() => void) => {
  watchers.add(changed);
  if (watchers.size === 1) {
    timer = window.setInterval(tick, 30_000);
  }
  return () => {
    watchers.delete(changed);
    if (watchers.size === 0) {
      window.clearInterval(timer);
    }
  };
};

type WhenProps = {
  readonly at: string;
  /** The exact time at once. */
  readonly exact?: boolean;
  /** Only the day, where the hour says nothing: since when somebody is here. */
  readonly day?: boolean;
  /** What happened then, where no heading says it: said with the exact time. */
  readonly what?: string;
};

/** A moment: relative within a day, a date beyond it, the exact time on hover and on paper, where nothing moves on. */
export const When = ({ at, exact = false, day = false, what }: WhenProps) => {
  const zone = useZone();
  const language = useLanguage();
  const full = formatDateTime(at, zone, language);
  const fixed = exact ? full : day ? formatDate(at, zone, language) : null;
  const shown = useSyncExternalStore(everyHalfMinute, () =>
    isOnPaper() && !day ? full : (fixed ?? formatRelative(at, serverNow(), zone, language)),
  );
  return (
    <time dateTime={at} title={what === undefined ? full : `${what}: ${full}`}>
      {shown}
    </time>
  );
};
