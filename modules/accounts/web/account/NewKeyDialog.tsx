import { Checkbox, Modal, Select, TextInput } from '@mantine/core';
import '@mantine/core/styles/Checkbox.layer.css';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { serverNow } from '#platform/web/api/tab.ts';
import { FormPanel } from '#platform/web/forms/FormPanel.tsx';
import { Label } from '#platform/web/forms/Label.tsx';
import { textField } from '#platform/web/forms/text-field.ts';
import { type FieldErrors, type Form, useForm } from '#platform/web/forms/use-form.ts';
import { type Translate, useT } from '#platform/web/i18n/i18n.ts';
import { can } from '#platform/web/session/session.ts';
import { useFunctionText } from '#platform/web/session/use-function-text.ts';
import { useSession } from '#platform/web/session/use-session.ts';
import '#platform/web/ui/overlays.css';
import { Loaded } from '#platform/web/ui/section/Loaded.tsx';
import styles from './Account.module.css';
import { createKey, keyFunctionsQuery, keysQuery, type MadeKey } from './api.ts';
import { KeySecret } from './KeySecret.tsx';

type Values = { name: string; scopes: readonly string[]; days: string };
const initial: Values = { name: '', scopes: [], days: '90' };
const day = 24 * 60 * 60_000;

/** Makes a key, then shows its secret: once. */
export const NewKeyDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useT();
  const [made, setMade] = useState<MadeKey | null>(null);
  return (
    <Modal
      opened
      onClose={onClose}
      title={made === null ? t('New key') : t('The key is made: copy it now')}
      size="lg"
      closeOnClickOutside={made === null}
      closeButtonProps={{ 'aria-label': t('Close') }}
    >
      {made === null ? <NewKeyForm onMade={setMade} /> : <KeySecret secret={made.secret} onClose={onClose} />}
    </Modal>
  );
};

const NewKeyForm = ({ onMade }: { readonly onMade: (key: MadeKey) => void }) => {
  const t = useT();
  const client = useQueryClient();
  const form = useForm<Values, MadeKey>({
    draft: null,
    initial,
    check: (values) => checkKey(t, values),
    send: ({ name, scopes, days }) =>
      createKey({
        name: name.trim(),
        scopes: [...scopes],
        expiresAt: new Date(serverNow() + Number(days) * day).toISOString(),
      }),
    sent: (key) => {
      void client.invalidateQueries({ queryKey: keysQuery.queryKey });
      onMade(key);
    },
  });
  const labels = { name: t('Name of the key'), scopes: t('What it may do'), days: t('Valid for') };
  return (
    <FormPanel form={form} submit={t('Make the key')} labels={labels} failed={t('Not saved')}>
      <TextInput
        {...textField(form, 'name')}
        label={<Label>{labels.name}</Label>}
        description={t('What uses it, so that you know it again: “Inventory sync”.')}
        maxLength={100}
        data-autofocus
      />
      <Select
        id={`${form.id}-days`}
        label={labels.days}
        value={form.values.days}
        onChange={(value) => form.set('days', value ?? '90')}
        error={form.errors.days ?? null}
        data={['7', '30', '90', '365'].map((days) => ({
          value: days,
          label: t('{{count}} days', { count: Number(days) }),
        }))}
      />
      <Scopes form={form} label={labels.scopes} />
    </FormPanel>
  );
};

/** Only what one may do oneself, and what a key may do at all. */
const Scopes = ({ form, label }: { readonly form: Form<Values>; readonly label: string }) => {
  const t = useT();
  const session = useSession();
  const functionText = useFunctionText();
  const query = useQuery(keyFunctionsQuery);
  return (
    <Checkbox.Group
      label={<Label>{label}</Label>}
      description={t('As little as the program needs. More than you may do yourself is never possible.')}
      value={[...form.values.scopes]}
      onChange={(scopes) => form.set('scopes', scopes)}
      error={form.errors.scopes ?? null}
    >
      <div className={styles.scopes}>
        <Loaded query={query} lines={4}>
          {(names) =>
            names
              .filter((name) => can(session, name))
              .map((name, index) => (
                <Checkbox
                  key={name}
                  id={index === 0 ? `${form.id}-scopes` : `${form.id}-scopes-${index}`}
                  value={name}
                  label={functionText(name)}
                  description={name}
                />
              ))
          }
        </Loaded>
      </div>
    </Checkbox.Group>
  );
};

const checkKey = (t: Translate, { name, scopes }: Values): FieldErrors<Values> => ({
  ...(name.trim() === '' ? { name: t('Fill this in.') } : {}),
  ...(scopes.length === 0 ? { scopes: t('Choose at least one.') } : {}),
});
