import { Modal, Textarea, TextInput } from '@mantine/core';
import { FormPanel } from '#platform/web/forms/FormPanel.tsx';
import { Label } from '#platform/web/forms/Label.tsx';
import { textField } from '#platform/web/forms/text-field.ts';
import { type FieldErrors, useForm } from '#platform/web/forms/use-form.ts';
import { type Text, type Translate, text, useT } from '#platform/web/i18n/i18n.ts';
import { isSameName } from '#platform/web/ui/confirm/is-same-name.ts';
import { Losses } from '#platform/web/ui/confirm/Losses.tsx';
import '#platform/web/ui/overlays.css';
import type { NewTransition, RequiredInput, TicketAction, TicketDetail } from '../contract.ts';
import { AssigneeField } from './AssigneeField.tsx';
import { lossesOf } from './losses.ts';
import type { Moves } from './use-moves.ts';
import { actionText } from './words.ts';

/** `number`: typed to confirm what cannot be undone. */
type Values = Record<RequiredInput | 'number', string>;
type WordsInput = Exclude<RequiredInput, 'assigneeId'>;
type ActionDialogProps = {
  readonly ticket: TicketDetail;
  readonly action: TicketAction;
  readonly moves: Moves;
  readonly onClose: () => void;
};

const words: Readonly<Record<WordsInput, { readonly label: Text; readonly help: Text }>> = {
  comment: { label: text('Message to the customer'), help: text('The customer gets these words as a reply.') },
  resolution: {
    label: text('Resolution'),
    help: text('What was the cause, and what was done. The customer can read this.'),
  },
  reason: { label: text('Reason'), help: text('This is kept in the history of the request.') },
};
/** Whoever says "not yet" is asked what, not for a reason. */
const notYet = { label: text('What does not work yet?'), help: words.reason.help };
const wordsOf = ({ action }: TicketAction, input: WordsInput) =>
  action === 'reopen' && input === 'reason' ? notYet : words[input];
const nothing: Values = { comment: '', assigneeId: '', resolution: '', reason: '', number: '' };

/** Asks for what a move needs: words for the customer, a reason, somebody to do it; the number where it is for good. */
export const ActionDialog = ({ ticket, action, moves, onClose }: ActionDialogProps) => {
  const t = useT();
  const form = useForm<Values, true>({
    draft: `ticket-${ticket.id}-${action.action}`,
    initial: nothing,
    unkept: 'number',
    check: (values) => checkRequired(t, ticket, action, values),
    send: async (values, key) => {
      await moves.move(transition(action, values), key);
      return true;
    },
    sent: onClose,
  });
  const labels = {
    assigneeId: t('Assignee'),
    comment: t(words.comment.label),
    resolution: t(words.resolution.label),
    reason: t(wordsOf(action, 'reason').label),
    number: t('Type {{name}} to confirm', { name: ticket.number }),
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${t(actionText[action.action])} · ${ticket.number}`}
      size="lg"
      closeButtonProps={{ 'aria-label': t('Close') }}
    >
      <FormPanel form={form} submit={t(actionText[action.action])} labels={labels}>
        {action.final ? <Losses losses={lossesOf(t, ticket)} /> : null}
        {action.requires.map((input) =>
          input === 'assigneeId' ? (
            <AssigneeField key={input} form={form} />
          ) : (
            <Textarea
              key={input}
              {...textField(form, input)}
              data-autofocus
              label={<Label>{t(wordsOf(action, input).label)}</Label>}
              description={t(wordsOf(action, input).help)}
              autosize
              minRows={4}
              maxRows={14}
            />
          ),
        )}
        {action.final ? (
          <TextInput {...textField(form, 'number')} label={labels.number} autoComplete="off" spellCheck={false} />
        ) : null}
      </FormPanel>
    </Modal>
  );
};

const checkRequired = (
  t: Translate,
  { number }: TicketDetail,
  { requires, final }: TicketAction,
  values: Values,
): FieldErrors<Values> => ({
  ...Object.fromEntries(
    requires.filter((input) => values[input].trim() === '').map((input) => [input, t('Fill this in.')]),
  ),
  ...(final && !isSameName(values.number, number) ? { number: t('This is not {{number}}.', { number }) } : {}),
});

const transition = ({ action, requires }: TicketAction, values: Values): NewTransition => ({
  action,
  ...Object.fromEntries(
    requires.map((input) => [input, input === 'assigneeId' ? Number(values[input]) : values[input]]),
  ),
});
