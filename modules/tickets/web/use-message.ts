import { useState } from 'react';
import { type Draft, useDraft } from '#platform/web/forms/use-draft.ts';
import type { Voice } from './api.ts';
import type { Conversation } from './use-conversation.ts';

/** What is being written in one voice, and how sending it went. */
export type Message = {
  readonly voice: Voice;
  readonly draft: Draft<string>;
  readonly sending: boolean;
  /** Why the last try did not arrive; null when nothing is known against it. */
  readonly problem: unknown;
  /** Resolves to whether it arrived. */
  readonly send: () => Promise<boolean>;
};

/**
 * Held by whoever shows the voices, not by the field of one: words that arrive, or do not, while the other voice is
 * written are cleared, or told, all the same.
 */
export const useMessage = (ticketId: number, voice: Voice, conversation: Conversation): Message => {
  const draft = useDraft(`ticket-${ticketId}-${voice}`, '');
  const [problem, setProblem] = useState<unknown>(null);
  return {
    voice,
    draft,
    problem,
    sending: conversation.pending.some((one) => one.voice === voice),
    send: async () => {
      setProblem(null);
      try {
        await conversation.send(voice, draft.value, draft.key);
        draft.clear();
        return true;
      } catch (error) {
        setProblem(error);
        return false;
      }
    },
  };
};
