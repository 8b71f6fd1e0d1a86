import { useActionWords } from './use-action-words.ts';

/** What was done, or what somebody wanted to do, in words. */
export const ActionWords = ({ action }: { readonly action: string }) => useActionWords()(action);
