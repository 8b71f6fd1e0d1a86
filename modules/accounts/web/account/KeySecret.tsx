import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useRef } from 'react';
import { useT } from '#platform/web/i18n/i18n.ts';
import { Notice } from '#platform/web/ui/Notice.tsx';
import styles from './Account.module.css';

type KeySecretProps = { readonly secret: string; readonly onClose: () => void };

/** The secret of a new key. Nobody can show it again, the server does not keep it. */
export const KeySecret = ({ secret, onClose }: KeySecretProps) => {
  const t = useT();
  const clipboard = useClipboard({ timeout: 3000 });
  const field = useRef<HTMLInputElement>(null);
  return (
    <div className={styles.secret}>
      <Notice meaning="waiting" title={t('This is shown only once')}>
        {t('Copy the key and keep it in a safe place. When it is lost, revoke it and make another.')}
      </Notice>
      <div className={styles.copy}>
        <input
          ref={field}
          readOnly
          data-autofocus
          value={secret}
          aria-label={t('The key')}
          spellCheck={false}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button
          leftSection={clipboard.copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
          onClick={() => {
            field.current?.select();
            clipboard.copy(secret);
          }}
        >
          {clipboard.copied ? t('Copied') : t('Copy')}
        </Button>
      </div>
      <p role="status" className={styles.dim}>
        {clipboard.error === null ? null : t('The browser does not let us copy. The key is selected: press Ctrl+C.')}
      </p>
      <div>
        <Button variant="default" onClick={onClose}>
          {t('I have kept it')}
        </Button>
      </div>
    </div>
  );
};
