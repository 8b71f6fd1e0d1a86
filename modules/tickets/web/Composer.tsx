import { Button, Textarea } from '@mantine/core';
import { IconEye, IconLock } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { isProblem } from '#platform/web/api/problem.ts';
import { useDraft } from '#platform/web/forms/use-draft.ts';
import { text, useT } from '#platform/web/i18n/i18n.ts';
import { problemText } from '#platform/web/i18n/problem-text.ts';
import { useKeys } from '#platform/web/keys/use-keys.ts';
import { Keys } from '#platform/web/ui/Keys.tsx';
import { Notice } from '#platform/web/ui/Notice.tsx';
import { RequestId } from '#platform/web/ui/StateFrame.tsx';
import type { TicketDetail } from '../contract.ts';
import type { Voice } from './api.ts';
import styles from './Composer.module.css';
import { called } from './called.ts';
import type { Conversation } from './use-conversation.ts';
import { statusText } from './words.ts';

type ComposerProps = {
  readonly ticket: TicketDetail;
  readonly conversation: Conversation;
  readonly notes: boolean;
  /** Hears what stands in the field; empty once it was sent. */
  readonly onType: (text: string) => void;
};

/** Where one answers. Reply and note are two drafts: what was meant for colleagues never turns into a reply. */
export const Composer = ({ ticket, conversation, notes, onType }: ComposerProps) => {
  const t = useT();
  const [voice, setVoice] = useState<Voice>('comments');
  const [calls, setCalls] = useState(0);
  const speak = (next: Voice): void => {
    setVoice(next);
    setCalls((count) => count + 1);
  };
  useKeys([
    { keys: 'r', label: text('Write a reply'), group: 'detail', run: () => speak('comments') },
    ...(notes
      ? [{ keys: 'n', label: text('Write an internal note'), group: 'detail' as const, run: () => speak('notes') }]
      : []),
  ]);
  return (
    <div className={styles.composer} data-voice={voice}>
      {notes ? (
        <fieldset className={styles.voices} aria-label={t('Who reads it')}>
          <button type="button" aria-pressed={voice === 'comments'} onClick={() => speak('comments')}>
            <IconEye size={15} stroke={1.75} aria-hidden="true" />
            {t('Reply')}
          </button>
          <button type="button" aria-pressed={voice === 'notes'} onClick={() => speak('notes')}>
            <IconLock size={15} stroke={1.75} aria-hidden="true" />
            {t('Internal note')}
          </button>
          <span className={styles.readers}>
            {voice === 'notes'
              ? t('Only staff read this. The customer does not see it.')
              : t('{{name}} reads this.', { name: called(t, ticket.onBehalfOf ?? ticket.requester) })}
          </span>
        </fieldset>
      ) : null}
      <Words key={voice} ticket={ticket} voice={voice} conversation={conversation} calls={calls} onType={onType} />
    </div>
  );
};

type WordsProps = Pick<ComposerProps, 'ticket' | 'conversation' | 'onType'> & {
  readonly voice: Voice;
  /** How often somebody asked to write; each time the field takes the focus. */
  readonly calls: number;
};

const Words = ({ ticket, voice, conversation, calls, onType }: WordsProps) => {
  const t = useT();
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    if (calls > 0) {
      field.current?.focus();
    }
  }, [calls]);
  const draft = useDraft(`ticket-${ticket.id}-${voice}`, '');
  const [problem, setProblem] = useState<unknown>(null);
  const sending = conversation.pending !== null;
  const empty = draft.value.trim() === '';
  const send = async (): Promise<void> => {
    setProblem(null);
    try {
      await conversation.send(voice, draft.value, draft.key);
      draft.clear();
      onType('');
    } catch (error) {
      setProblem(error);
    }
  };
  const type = (text: string): void => {
    draft.set(text);
    onType(text);
  };
  const submit = (): void => void (empty || sending ? undefined : send());
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      submit();
    } else if (event.key === 'Escape') {
      event.currentTarget.blur();
    }
  };
  const overtaken = useOvertaken(ticket.statusCategory === 'resolved' || ticket.statusCategory === 'closed', !empty);
  const label = voice === 'notes' ? t('Internal note') : t('Reply');
  return (
    <>
      {problem === null ? null : <NotSent problem={problem} />}
      {overtaken ? <Overtaken status={ticket.status} /> : null}
      <Textarea
        ref={field}
        aria-label={label}
        placeholder={placeholderOf(t, voice)}
        value={sending ? '' : draft.value}
        readOnly={sending}
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        autosize
        minRows={1}
        maxRows={14}
        variant="unstyled"
        classNames={{ input: styles.input ?? '' }}
      />
      <div className={styles.foot} data-empty={empty || undefined}>
        <span className={styles.kept}>{draft.restored && !empty ? t('What you wrote earlier') : null}</span>
        <Keys keys="mod+Enter" />
        <Button
          className={voice === 'notes' ? styles.noteButton : undefined}
          leftSection={voice === 'notes' ? <IconLock size={14} stroke={2} /> : undefined}
          onClick={submit}
          disabled={empty}
          loading={sending}
        >
          {voice === 'notes' ? t('Leave the note') : t('Send the reply')}
        </Button>
      </div>
    </>
  );
};

const NotSent = ({ problem }: { readonly problem: unknown }) => {
  const t = useT();
  return (
    <div className={styles.problem}>
      <Notice meaning="danger" title={t('It was not sent')} role="alert">
        {problemText(t, problem)}
        {isProblem(problem) ? <RequestId id={problem.requestId} /> : null}
      </Notice>
    </div>
  );
};

const Overtaken = ({ status }: { readonly status: TicketDetail['status'] }) => {
  const t = useT();
  return (
    <div className={styles.problem}>
      <Notice
        meaning="waiting"
        title={t('The request has ended meanwhile: {{status}}', { status: t(statusText[status]) })}
        role="status"
      >
        {t('What you wrote is still here, and can still be sent.')}
      </Notice>
    </div>
  );
};

/** Whether what is being written was begun while somebody still worked on it, and nobody does any more. */
const useOvertaken = (ended: boolean, writing: boolean): boolean => {
  const [begunBefore, setBegunBefore] = useState(false);
  useEffect(() => {
    if (!writing || !ended) {
      setBegunBefore(writing);
    }
  }, [writing, ended]);
  return begunBefore && writing && ended;
};

const placeholderOf = (t: ReturnType<typeof useT>, voice: Voice): string =>
  voice === 'notes' ? t('Write for your colleagues') : t('Write a reply');
