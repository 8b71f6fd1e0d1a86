import { Button, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useT } from '#platform/web/i18n/i18n.ts';
import { Notice } from '#platform/web/ui/Notice.tsx';
import { When } from '#platform/web/ui/When.tsx';
import type { Invitation } from '../../contract.ts';
import styles from '../People.module.css';

type OneTimeLinkProps = { readonly invitation: Invitation; readonly name: string };

/** A link that is shown once: to copy, with what it is, how long it lasts, and how to hand it over. */
export const OneTimeLink = ({ invitation: { link, expiresAt }, name }: OneTimeLinkProps) => {
  const t = useT();
  const [copied, setCopied] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(link);
      setCopied(true);
    } catch {
      // Without a secure connection browsers keep the clipboard closed: then the person copies what is selected.
      field.current?.select();
    }
  };
  return (
    <div className={styles.stack}>
      <Notice meaning="waiting" title={t('This link is shown only now')}>
        {t(
          'Whoever has it can choose a password for {{name}} and come in. Hand it over in a way that only this person reads.',
          {
            name,
          },
        )}
      </Notice>
      <div className={styles.link}>
        <TextInput
          ref={field}
          label={t('One-time link')}
          value={link}
          readOnly
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button
          size="sm"
          leftSection={copied ? <IconCheck size={16} stroke={2} /> : <IconCopy size={16} stroke={2} />}
          onClick={() => void copy()}
        >
          {copied ? t('Copied') : t('Copy the link')}
        </Button>
      </div>
      <p className={styles.dim}>
        {t('It works once, until')} <When at={expiresAt} exact />.{' '}
        {t('A new one can be made at any time; links before it end then.')}
      </p>
      <span role="status">{copied ? t('The link is in the clipboard.') : null}</span>
    </div>
  );
};
