import { Button, Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useT } from '#platform/web/i18n/i18n.ts';
import { problemText } from '#platform/web/i18n/problem-text.ts';
import { Notice } from '#platform/web/ui/Notice.tsx';
import { personName } from '#platform/web/ui/person-name.ts';
import '#platform/web/ui/overlays.css';
import type { Invitation, User } from '../../contract.ts';
import styles from '../People.module.css';
import { newLink, userKeys } from './api.ts';
import { OneTimeLink } from './OneTimeLink.tsx';

/** Makes a new one-time link, for somebody who was invited or who forgot the password. */
export const LinkDialog = ({ user, onClose }: { readonly user: User; readonly onClose: () => void }) => {
  const t = useT();
  const client = useQueryClient();
  const [made, setMade] = useState<Invitation | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const make = (): void => {
    setBusy(true);
    setError(null);
    newLink(user.id)
      .then((invitation) => {
        setMade(invitation);
        void client.invalidateQueries({ queryKey: userKeys.one(user.id) });
      }, setError)
      .finally(() => setBusy(false));
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('A new link for {{name}}', { name: personName(user) })}
      size="lg"
      closeButtonProps={{ 'aria-label': t('Close') }}
    >
      {made === null ? (
        <div className={styles.stack}>
          {error === null ? null : (
            <Notice meaning="danger" role="alert">
              {problemText(t, error)}
            </Notice>
          )}
          <p>
            {user.status === 'invited'
              ? t('With it the person chooses the first password. Links made before it stop working.')
              : t(
                  'With it the person chooses a new password. The present one works until then; using the link ends all sessions.',
                )}
          </p>
          <div className={styles.row}>
            <Button size="sm" loading={busy} onClick={make} data-autofocus>
              {t('Make the link')}
            </Button>
          </div>
        </div>
      ) : (
        <OneTimeLink invitation={made} name={personName(user)} />
      )}
    </Modal>
  );
};
