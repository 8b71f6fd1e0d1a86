import { Modal, Textarea, TextInput } from '@mantine/core';
import { FormPanel } from '#platform/web/forms/FormPanel.tsx';
import { Label } from '#platform/web/forms/Label.tsx';
import { textField } from '#platform/web/forms/text-field.ts';
import { type Form, useForm } from '#platform/web/forms/use-form.ts';
import { type Text, text, useT } from '#platform/web/i18n/i18n.ts';
import '#platform/web/ui/overlays.css';
import { AssigneeField } from './AssigneeField.tsx';

export type BulkAsk = 'assignee' | 'tags' | 'resolution';
type Values = { assigneeId: string; words: string };
type BulkDialogProps = {
  readonly what: BulkAsk;
  readonly count: number;
  readonly onClose: () => void;
  readonly onValue: (value: string) => void;
};

const titles: Readonly<Record<BulkAsk, Text>> = {
  assignee: text('Assign'),
  tags: text('Add tags'),
  resolution: text('Resolve'),
};
const labels: Readonly<Record<BulkAsk, Text>> = {
  assignee: text('Assignee'),
  tags: text('Tags'),
  resolution: text('Resolution'),
};

const submits: Readonly<Record<BulkAsk, Text>> = {
  assignee: text('Assign {{count}} requests'),
  tags: text('Tag {{count}} requests'),
  resolution: text('Resolve {{count}} requests'),
};

/** Asks once what is then done to all of them. */
export const BulkDialog = ({ what, count, onClose, onValue }: BulkDialogProps) => {
  const t = useT();
  const field = what === 'assignee' ? 'assigneeId' : 'words';
  const form = useForm<Values, true>({
    draft: what === 'resolution' ? 'tickets-resolution' : null,
    initial: { assigneeId: '', words: '' },
    check: (values) => (values[field].trim() === '' ? { [field]: t('Fill this in.') } : {}),
    send: async (values) => {
      onValue(values[field].trim());
      return true;
    },
    sent: () => undefined,
  });
  return (
    <Modal opened onClose={onClose} title={t(titles[what])} size="lg" closeButtonProps={{ 'aria-label': t('Close') }}>
      <FormPanel
        form={form}
        submit={t(submits[what], { count })}
        labels={{ assigneeId: t('Assignee'), words: t(labels[what]) }}
      >
        {what === 'assignee' ? <AssigneeField form={form} /> : <WordsField form={form} what={what} />}
      </FormPanel>
    </Modal>
  );
};

const WordsField = ({ form, what }: { readonly form: Form<Values>; readonly what: 'tags' | 'resolution' }) => {
  const t = useT();
  return what === 'tags' ? (
    <TextInput
      {...textField(form, 'words')}
      data-autofocus
      label={<Label>{t('Tags')}</Label>}
      description={t('With commas between them. Tags that are there already stay.')}
    />
  ) : (
    <Textarea
      {...textField(form, 'words')}
      data-autofocus
      label={<Label>{t('Resolution')}</Label>}
      description={t('What was the cause, and what was done. The customer can read this.')}
      autosize
      minRows={4}
      maxRows={14}
      maxLength={5000}
    />
  );
};
