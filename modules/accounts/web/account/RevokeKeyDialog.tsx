import { Button, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useT } from '#platform/web/i18n/i18n.ts';
import { problemText } from '#platform/web/i18n/problem-text.ts';
import { Notice } from '#platform/web/ui/Notice.tsx';
import { notify } from '#platform/web/ui/notify.ts';
import '#platform/web/ui/overlays.css';
import { When } from '#platform/web/ui/When.tsx';
import styles from './Account.module.css';
import { type ApiKey, keysQuery, revokeKey } from './api.ts';

type RevokeKeyDialogProps = { readonly apiKey: ApiKey; readonly onClose: () => void };

/** A key that was revoked never works again, so this asks first and says what will stop. */
export const RevokeKeyDialog = ({ apiKey, onClose }: RevokeKeyDialogProps) => {
  const t = useT();
  const client = useQueryClient();
  const revoking = useMutation({
    mutationFn: () => revokeKey(apiKey.id),
    onSuccess: () => {
      void notify({ meaning: 'done', message: t('Revoked: {{name}}', { name: apiKey.name }) });
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: keysQuery.queryKey }),
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('Revoke the key “{{name}}”?', { name: apiKey.name })}
      closeButtonProps={{ 'aria-label': t('Close') }}
    >
      <div className={styles.secret}>
        <p>
          {t('Programs that use it are refused from this moment on. This cannot be undone; a new key is needed then.')}
        </p>
        <p className={styles.dim}>
          {apiKey.lastUsedAt === null ? (
            t('It was never used.')
          ) : (
            <>
              {t('Last used')} <When at={apiKey.lastUsedAt} exact />
            </>
          )}
        </p>
        {revoking.error === null ? null : (
          <Notice meaning="danger" role="alert" title={t('Not revoked')}>
            {problemText(t, revoking.error)}
          </Notice>
        )}
        <div className={styles.buttons}>
          <Button color="red" loading={revoking.isPending} onClick={() => revoking.mutate()}>
            {t('Revoke the key')}
          </Button>
          <Button variant="default" data-autofocus onClick={onClose}>
            {t('Keep it')}
          </Button>
        </div>
      </div>
    </Modal>
  );
};
