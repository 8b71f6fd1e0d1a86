import { Button, Textarea } from '@mantine/core';
import { IconEye, IconLock } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { isProblem } from '#platform/web/api/problem.ts';
import { useDraft } from '#platform/web/forms/use-draft.ts';
import { type Translate, text, useT } from '#platform/web/i18n/i18n.ts';
import { fieldText, problemText } from '#platform/web/i18n/problem-text.ts';
import { useKeys } from '#platform/web/keys/use-keys.ts';
import { Keys } from '#platform/web/ui/Keys.tsx';
import { Notice } from '#platform/web/ui/Notice.tsx';
import { called } from '#platform/web/ui/person-name.ts';
import { RequestId } from '#platform/web/ui/StateFrame.tsx';
import type { TicketDetail } from '../contract.ts';
import type { Voice } from './api.ts';
import styles from './Composer.module.css';
import { Ended, UnsentReply } from './Ended.tsx';
import { longestMessage } from './new-ticket-draft.ts';
import type { Conversation } from './use-conversation.ts';
import { type Message, useMessage } from './use-message.ts';
import { statusText } from './words.ts';

type ComposerProps = {
  readonly ticket: TicketDetail;
  readonly conversation: Conversation;
  readonly notes: boolean;
  /** Hears what stands in the field; empty once it was sent. */
  readonly onType: (text: string) => void;
};

const writeNote = text('Write an internal note');

/** Where one answers. Reply and note are two drafts: what was meant for colleagues never turns into a reply. */
export const Composer = (props: ComposerProps) => {
  const { ticket, notes } = props;
  const ended = ticket.statusCategory === 'closed';
  if (!ended) {
    return <Voices {...props} />;
  }
  return notes ? <NotesOnly {...props} /> : <Ended id={ticket.id} />;
};

/** Nobody is told any more of what has ended; colleagues may still write something down. */
const NotesOnly = ({ ticket, conversation, onType }: ComposerProps) => {
  const t = useT();
  const [calls, setCalls] = useState(0);
  const note = useMessage(ticket.id, 'notes', conversation);
  useKeys([{ keys: 'n', label: writeNote, group: 'detail', run: () => setCalls((count) => count + 1) }]);
  return (
    <div className={styles.composer} data-voice="notes">
      <UnsentReply id={ticket.id} />
      <div className={styles.voices}>
        <span className={styles.readers}>{t('The request has ended. Only notes for colleagues can be added.')}</span>
      </div>
      <Words ticket={ticket} message={note} calls={calls} onType={onType} />
    </div>
  );
};

const Voices = ({ ticket, conversation, notes, onType }: ComposerProps) => {
  const t = useT();
  // Whoever comes back goes on with what they typed last.
  const last = useDraft<Voice>(`ticket-${ticket.id}-voice`, 'comments');
  const [voice, setVoice] = useState<Voice>(notes ? last.value : 'comments');
  const messages = {
    comments: useMessage(ticket.id, 'comments', conversation),
    notes: useMessage(ticket.id, 'notes', conversation),
  };
  const shown = useRef(voice);
  shown.current = voice;
  const type = (typed: string, by: Voice): void => {
    // What arrives while the other voice is written says nothing of that one.
    if (by !== shown.current) {
      return;
    }
    if (typed === '') {
      last.clear();
    } else {
      last.set(voice);
    }
    onType(typed);
  };
  const [calls, setCalls] = useState(0);
  const speak = (next: Voice): void => {
    setVoice(next);
    setCalls((count) => count + 1);
  };
  useKeys([
    { keys: 'r', label: text('Write a reply'), group: 'detail', run: () => speak('comments') },
    ...(notes ? [{ keys: 'n', label: writeNote, group: 'detail' as const, run: () => speak('notes') }] : []),
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
              : t('{{name}} reads this.', { name: called(t, (ticket.onBehalfOf ?? ticket.requester).name) })}
          </span>
        </fieldset>
      ) : null}
      <Words
        key={voice}
        ticket={ticket}
        message={messages[voice]}
        calls={calls}
        onType={(typed) => type(typed, voice)}
      />
    </div>
  );
};

type WordsProps = Pick<ComposerProps, 'ticket' | 'onType'> & {
  readonly message: Message;
  /** How often somebody asked to write; each time the field takes the focus. */
  readonly calls: number;
};

const Words = ({ ticket, message, calls, onType }: WordsProps) => {
  const t = useT();
  const { voice, draft, sending, problem } = message;
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    if (calls > 0) {
      field.current?.focus();
    }
  }, [calls]);
  const empty = draft.value.trim() === '';
  const send = async (): Promise<void> => ((await message.send()) ? onType('') : undefined);
  const type = (text: string): void => {
    draft.set(text);
    onType(text);
  };
  const excess = excessOf(draft.value);
  const submit = (): void => void (empty || excess > 0 || sending ? undefined : send());
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      submit();
    } else if (event.key === 'Escape') {
      event.currentTarget.blur();
    }
  };
  const overtaken = useOvertaken(ticket.statusCategory === 'resolved', !empty);
  const label = voice === 'notes' ? t('Internal note') : t('Reply');
  return (
    <>
      <Hindrances label={label} problem={problem} excess={excess} overtaken={overtaken ? ticket.status : null} />
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
          disabled={empty || excess > 0}
          loading={sending}
        >
          {voice === 'notes' ? t('Add the note') : t('Send the reply')}
        </Button>
      </div>
    </>
  );
};

/** By how many characters, as the server counts them, it is too long. */
const excessOf = (typed: string): number =>
  typed.length > longestMessage ? Math.max(0, [...typed].length - longestMessage) : 0;

type HindrancesProps = {
  readonly label: string;
  readonly problem: unknown;
  readonly excess: number;
  readonly overtaken: TicketDetail['status'] | null;
};

/** What is in the way of sending, or makes one think again. */
const Hindrances = ({ label, problem, excess, overtaken }: HindrancesProps) => (
  <>
    {problem === null ? null : <NotSent problem={problem} label={label} />}
    {excess === 0 ? null : <TooLong label={label} excess={excess} />}
    {overtaken === null ? null : <Overtaken status={overtaken} />}
  </>
);

const TooLong = ({ label, excess }: { readonly label: string; readonly excess: number }) => {
  const t = useT();
  return (
    <div className={styles.problem}>
      <Notice meaning="danger" title={`${label}: ${limitText(t)}`} role="status">
        {t('Too long by {{excess}}. Shorten it, or send it in parts.', {
          excess,
        })}
      </Notice>
    </div>
  );
};

const limitText = (t: Translate): string => t('At most {{count}} characters.', { count: longestMessage });

const NotSent = ({ problem, label }: { readonly problem: unknown; readonly label: string }) => {
  const t = useT();
  const errors = isProblem(problem) ? problem.errors : [];
  const fields = errors.map((one) => (one.code.endsWith('maxLength') ? limitText(t) : fieldText(t, one)));
  return (
    <div className={styles.problem}>
      <Notice meaning="danger" title={t('It was not sent')} role="alert">
        {fields.length === 0 ? problemText(t, problem) : fields.map((field) => `${label}: ${field}`).join(' ')}
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
