import { use, useCallback, useEffect, useRef, useState } from 'react';
import { SessionContext } from '../session/use-session.ts';
import { draftKey, readDraft, removeDraft, writeDraft } from './drafts.ts';

export type Draft<T> = {
  readonly value: T;
  readonly set: (value: T) => void;
  /** Back to the beginning; nothing is kept any more. */
  readonly clear: () => void;
  /** True when what is shown was left here earlier. */
  readonly restored: boolean;
  /** Where it is kept; null when nobody is signed in or the form keeps no drafts. */
  readonly key: string | null;
};

const pauseMs = 250;
const all = <T>(value: T): T => value;

/**
 * A value that survives a reload and a lost session until it is sent. `name` says which draft; null keeps none.
 * `part` leaves out of it what is not to be kept. For another draft, mount the component anew (`key={name}`).
 */
export const useDraft = <T>(name: string | null, initial: T, part: (value: T) => T = all): Draft<T> => {
  const session = use(SessionContext);
  const key =
    session === null || name === null
      ? null
      : draftKey({ userId: session.user.id, tenant: session.actingTenant.code }, name);
  const [found] = useState(() => (key === null ? null : readDraft<T>(key)));
  const [value, setValue] = useState<T>(found === null ? initial : part(found));
  const [restored, setRestored] = useState(found !== null);
  const keep = useKeeper<T>(key);

  const set = useCallback(
    (next: T) => {
      setValue(next);
      keep.later(part(next));
    },
    [keep, part],
  );
  const clear = useCallback(() => {
    keep.drop();
    setValue(initial);
    setRestored(false);
  }, [keep, initial]);
  return { value, set, clear, restored, key };
};

type Keeper<T> = { later(value: T): void; flush(): void; drop(): void };

/** Writes a quarter of a second after the last change, and when the page or the component goes. */
const useKeeper = <T>(key: string | null): Keeper<T> => {
  const keeper = useRef<Keeper<T> | null>(null);
  keeper.current ??= createKeeper<T>(key);
  const { current } = keeper;
  useEffect(() => {
    window.addEventListener('pagehide', current.flush);
    return () => {
      window.removeEventListener('pagehide', current.flush);
      current.flush();
    };
  }, [current]);
  return current;
};

const createKeeper = <T>(key: string | null): Keeper<T> => {
  let waiting: { value: T } | null = null;
  let timer = 0;
  const flush = (): void => {
    window.clearTimeout(timer);
    if (waiting !== null && key !== null) {
      writeDraft(key, waiting.value);
    }
    waiting = null;
  };
  return {
    flush,
    later: (value) => {
      waiting = { value };
      window.clearTimeout(timer);
      timer = window.setTimeout(flush, pauseMs);
    },
    drop: () => {
      waiting = null;
      window.clearTimeout(timer);
      if (key !== null) {
        removeDraft(key);
      }
    },
  };
};
