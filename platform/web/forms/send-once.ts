import { newIdempotencyKey } from '../api/client.ts';
import { readDraft, removeDraft, writeDraft } from './drafts.ts';

type Sent = { readonly body: string; readonly key: string };
const place = (draft: string): string => `${draft}.sent`;

/**
 * The Idempotency-Key of what is about to be sent. The same words get the same key until they are known to have
 * arrived, also after a reload: a lost answer never makes two of one.
 */
export const idempotencyKeyFor = (draft: string | null, values: unknown): string => {
  if (draft === null) {
    return newIdempotencyKey();
  }
  const body = JSON.stringify(values);
  const before = readDraft<Sent>(place(draft));
  if (before !== null && before.body === body) {
    return before.key;
  }
  const key = newIdempotencyKey();
  writeDraft(place(draft), { body, key } satisfies Sent);
  return key;
};

/** It arrived: the next one, even with the same words, is another. */
export const forgetSent = (draft: string | null): void => {
  if (draft !== null) {
    removeDraft(place(draft));
  }
};
