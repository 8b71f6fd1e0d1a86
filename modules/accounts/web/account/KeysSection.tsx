import { Button } from '@mantine/core';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { serverNow } from '#platform/web/api/tab.ts';
import { useT } from '#platform/web/i18n/i18n.ts';
import { useFunctionText } from '#platform/web/session/use-function-text.ts';
import { useSession } from '#platform/web/session/use-session.ts';
import { Badge } from '#platform/web/ui/Badge.tsx';
import { Loaded } from '#platform/web/ui/section/Loaded.tsx';
import { Section, SectionEmpty } from '#platform/web/ui/section/Section.tsx';
import { When } from '#platform/web/ui/When.tsx';
import styles from './Account.module.css';
import { type ApiKey, keysQuery } from './api.ts';

const NewKeyDialog = lazy(async () => ({ default: (await import('./NewKeyDialog.tsx')).NewKeyDialog }));
const RevokeKeyDialog = lazy(async () => ({ default: (await import('./RevokeKeyDialog.tsx')).RevokeKeyDialog }));

/** Keys with which programs come in. They count in the organization acted in, and never reach beyond one's role. */
export const KeysSection = () => {
  const t = useT();
  const { actingTenant } = useSession();
  const query = useQuery(keysQuery);
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  return (
    <Section
      title={t('API keys')}
      lead={t('With a key a program works in {{tenant}} in your name.', { tenant: actingTenant.name })}
      more={
        <Button variant="default" leftSection={<IconPlus size={15} stroke={2} />} onClick={() => setMaking(true)}>
          {t('New key')}
        </Button>
      }
    >
      <Loaded query={query} lines={2}>
        {(keys) =>
          keys.length === 0 ? (
            <SectionEmpty>{t('No keys. Make one when a program has to read or write here.')}</SectionEmpty>
          ) : (
            <ul className={styles.list}>
              {keys.map((key) => (
                <KeyLine key={key.id} apiKey={key} onRevoke={() => setRevoking(key)} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <Suspense fallback={null}>
        {making ? <NewKeyDialog onClose={() => setMaking(false)} /> : null}
        {revoking === null ? null : <RevokeKeyDialog apiKey={revoking} onClose={() => setRevoking(null)} />}
      </Suspense>
    </Section>
  );
};

const KeyLine = ({ apiKey, onRevoke }: { readonly apiKey: ApiKey; readonly onRevoke: () => void }) => {
  const t = useT();
  const { user } = useSession();
  const functionText = useFunctionText();
  const { name, owner, scopes, expiresAt, lastUsedAt } = apiKey;
  return (
    <li>
      <span className={styles.icon} aria-hidden="true">
        <IconKey size={20} stroke={1.5} />
      </span>
      <div className={styles.what}>
        <span className={styles.name}>
          <strong>{name}</strong>
          {Date.parse(expiresAt) < serverNow() ? <Badge meaning="closed">{t('Expired')}</Badge> : null}
          {owner.id === user.id ? null : <span className={styles.dim}>{t('of {{name}}', { name: owner.name })}</span>}
        </span>
        <span className={styles.dim}>{scopes.map((scope) => functionText(scope)).join(', ')}</span>
        <span className={styles.dim}>
          {lastUsedAt === null ? (
            t('Never used')
          ) : (
            <>
              {t('Last used')} <When at={lastUsedAt} />
            </>
          )}{' '}
          · {t('Valid until')} <When at={expiresAt} />
        </span>
      </div>
      <Button variant="default" onClick={onRevoke} aria-label={t('Revoke: {{name}}', { name })}>
        {t('Revoke')}
      </Button>
    </li>
  );
};
