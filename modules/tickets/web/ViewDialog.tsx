import { Modal, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { FormPanel } from '#platform/web/forms/FormPanel.tsx';
import { Label } from '#platform/web/forms/Label.tsx';
import { textField } from '#platform/web/forms/text-field.ts';
import { useForm } from '#platform/web/forms/use-form.ts';
import { useT } from '#platform/web/i18n/i18n.ts';
import '#platform/web/ui/overlays.css';
import type { TicketView } from '../views/contract.ts';
import type { TicketSearch } from './search.ts';
import { createView, renameView, viewsQuery } from './views-api.ts';

type Values = { readonly name: string };
type ViewDialogProps = {
  readonly search: TicketSearch;
  /** The view that gets another name; null: a new one. */
  readonly renamed: TicketView | null;
  readonly onClose: () => void;
};

const longestName = 60;

/** Asks what a view is called. */
export const ViewDialog = ({ search, renamed, onClose }: ViewDialogProps) => {
  const t = useT();
  const client = useQueryClient();
  const form = useForm<Values, TicketView>({
    draft: null,
    initial: { name: renamed?.name ?? '' },
    check: ({ name }) => (name.trim() === '' ? { name: t('Fill this in.') } : {}),
    send: ({ name }, key) =>
      renamed === null ? createView(name.trim(), search, key) : renameView(renamed, name.trim()),
    sent: () => {
      void client.invalidateQueries(viewsQuery);
      onClose();
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={renamed === null ? t('Save as a view') : t('Rename the view')}
      closeButtonProps={{ 'aria-label': t('Close') }}
    >
      <FormPanel form={form} submit={t('Save')} labels={{ name: t('Name of the view') }}>
        <TextInput
          {...textField(form, 'name')}
          data-autofocus
          label={<Label>{t('Name of the view')}</Label>}
          description={t('It appears next to the other views. Only you see it.')}
          maxLength={longestName}
          autoComplete="off"
        />
      </FormPanel>
    </Modal>
  );
};
