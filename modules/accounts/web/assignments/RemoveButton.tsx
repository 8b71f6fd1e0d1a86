import { IconX } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useT } from '#platform/web/i18n/i18n.ts';
import { problemText } from '#platform/web/i18n/problem-text.ts';
import { IconButton } from '#platform/web/ui/IconButton.tsx';
import { notify } from '#platform/web/ui/notify.ts';
import { personName } from '#platform/web/ui/person-name.ts';
import type { Assignment } from '../../contract.ts';
import styles from '../People.module.css';
import { removeAssignment } from './remove.ts';

/** Ends an assignment; what was ended can be undone for ten seconds. */
export const RemoveButton = ({ assignment }: { readonly assignment: Assignment }) => {
  const t = useT();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const remove = (): void => {
    setBusy(true);
    removeAssignment(client, assignment).catch((error: unknown) => {
      setBusy(false);
      void notify({ meaning: 'danger', message: problemText(t, error) });
    });
  };
  const names = { name: personName(assignment.user), tenant: assignment.tenant.name };
  return (
    <span className={styles.raised}>
      <IconButton
        label={t('End the assignment of {{name}} to {{tenant}}', names)}
        icon={IconX}
        size={28}
        loading={busy}
        onClick={remove}
      />
    </span>
  );
};
