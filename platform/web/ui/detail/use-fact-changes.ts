import { type QueryClient, type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isProblem } from '../../api/problem.ts';
import { useT } from '../../i18n/i18n.ts';
import { fieldText, problemText } from '../../i18n/problem-text.ts';
import { notify } from '../notify.ts';

/** A thing with the ETag that a change of it has to name. */
export type Loaded<T> = { readonly value: T; readonly etag: string | null };
/** Where a thing comes from, where changes of it go, and where it is kept meanwhile. Fields have the same names in both. */
export type FactSource<T extends object, P extends object> = {
  readonly key: QueryKey;
  readonly fetch: () => Promise<Loaded<T>>;
  readonly save: (patch: P, etag: string | null) => Promise<Loaded<T>>;
  /** After it arrived: what else shows it. */
  readonly saved?: (client: QueryClient) => void;
  /** After a change that somebody made by hand: to say so, and how to take it back. */
  readonly changed?: (before: T, patch: P) => void;
};
/** Somebody else changed the same thing first: what I wanted, and what stands there now. */
export type FactConflict<T, P> = { readonly patch: P; readonly theirs: T };
export type FactChanges<T extends object, P extends object> = {
  readonly change: (patch: P) => void;
  /** The same for whoever shows the failure itself. */
  readonly changeOrThrow: (patch: P) => Promise<void>;
  readonly conflict: FactConflict<T, P> | null;
  readonly overwrite: () => void;
  readonly dismiss: () => void;
};

/**
 * Changes of facts in place: shown at once, taken back when they fail. When somebody else was quicker, a change of
 * other fields is sent again by itself; a change of the same field is shown with both versions, and neither is lost.
 */
export const useFactChanges = <T extends object, P extends object>(source: FactSource<T, P>): FactChanges<T, P> => {
  const t = useT();
  const client = useQueryClient();
  const [conflict, setConflict] = useState<FactConflict<T, P> | null>(null);
  const send = async (patch: P, force: boolean): Promise<boolean> => {
    const found = await saveChange(client, source, patch, force);
    setConflict(found);
    return found === null;
  };
  const change = async (patch: P, force: boolean): Promise<void> => {
    const before = client.getQueryData<Loaded<T>>(source.key)?.value;
    try {
      if ((await send(patch, force)) && before !== undefined) {
        source.changed?.(before, patch);
      }
    } catch (error) {
      const field = isProblem(error) ? error.errors[0] : undefined;
      const message = field === undefined ? problemText(t, error) : fieldText(t, field);
      await notify({ meaning: 'danger', title: t('It was not saved'), message });
    }
  };
  return {
    change: (patch) => void change(patch, false),
    changeOrThrow: async (patch) => void (await send(patch, false)),
    conflict,
    overwrite: () => void (conflict === null ? undefined : change(conflict.patch, true)),
    dismiss: () => setConflict(null),
  };
};

/** Sends a change; answers the conflict when there is one. What fails is taken back and thrown. */
const saveChange = async <T extends object, P extends object>(
  client: QueryClient,
  source: FactSource<T, P>,
  patch: P,
  force: boolean,
): Promise<FactConflict<T, P> | null> => {
  const { key } = source;
  await client.cancelQueries({ queryKey: key, exact: true });
  const before = client.getQueryData<Loaded<T>>(key) ?? (await source.fetch());
  client.setQueryData<Loaded<T>>(key, { ...before, value: { ...before.value, ...patch } });
  try {
    client.setQueryData(key, await source.save(patch, before.etag));
    source.saved?.(client);
    return null;
  } catch (error) {
    client.setQueryData(key, before);
    if (!isProblem(error) || error.status !== 412) {
      throw error;
    }
  }
  const now = await source.fetch();
  client.setQueryData(key, now);
  return force || !isInConflict(before.value, now.value, patch)
    ? saveChange(client, source, patch, force)
    : { patch, theirs: now.value };
};

/** Whether somebody changed one of the same fields meanwhile, to something else than I did. */
const isInConflict = <T extends object, P extends object>(before: T, now: T, patch: P): boolean =>
  Object.keys(patch).some((field) => {
    const [mine, theirs, base] = [patch, now, before].map((from) =>
      JSON.stringify((from as Record<string, unknown>)[field]),
    );
    return theirs !== base && theirs !== mine;
  });
