import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Translate, useT } from '#platform/web/i18n/i18n.ts';
import { problemText } from '#platform/web/i18n/problem-text.ts';
import { switchTenant } from '#platform/web/session/leave.ts';
import { provider } from '#platform/web/session/session.ts';
import { Confirmation } from '#platform/web/ui/confirm/Confirmation.tsx';
import type { FactChanges } from '#platform/web/ui/detail/use-fact-changes.ts';
import { notify } from '#platform/web/ui/notify.ts';
import type { Tenant, TenantChange, TenantOccupancy } from '../contract.ts';
import { occupancyQuery, tenantKeys } from './api.ts';

type TenantActionsProps = { readonly tenant: Tenant; readonly changes: FactChanges<Tenant, TenantChange> };

/** Working in an organization, ending its use for a while, and opening it again. */
export const TenantActions = ({ tenant, changes }: TenantActionsProps) => {
  const t = useT();
  const [asking, setAsking] = useState(false);
  if (tenant.code === provider || tenant.status === 'closed') {
    return null;
  }
  const work = (): void => {
    switchTenant(tenant.code).catch((error: unknown) => notify({ meaning: 'danger', message: problemText(t, error) }));
  };
  const Dialog = tenant.status === 'active' ? Suspension : Reactivation;
  return (
    <>
      {tenant.status === 'active' ? (
        <>
          <Button onClick={work}>{t('Work in this organization')}</Button>
          <Button variant="default" onClick={() => setAsking(true)}>
            {t('Suspend organization…')}
          </Button>
        </>
      ) : (
        <Button onClick={() => setAsking(true)}>{t('Open it again…')}</Button>
      )}
      {asking ? <Dialog tenant={tenant} changes={changes} onClose={() => setAsking(false)} /> : null}
    </>
  );
};

type DialogProps = TenantActionsProps & { readonly onClose: () => void };

const Suspension = ({ tenant, changes, onClose }: DialogProps) => {
  const t = useT();
  const client = useQueryClient();
  const { data } = useQuery(occupancyQuery(tenant.id));
  const run = async (): Promise<void> => {
    await changes.changeOrThrow({ status: 'suspended' });
    void client.invalidateQueries({ queryKey: tenantKeys.one(tenant.id) });
    void notify({ meaning: 'done', message: t('{{name}} is suspended', { name: tenant.name }) });
  };
  return (
    <Confirmation
      title={t('Suspend {{name}}?', { name: tenant.name })}
      losses={data === undefined ? null : lossesOf(t, data)}
      name={tenant.name}
      code={tenant.code}
      action={t('Suspend organization')}
      run={run}
      onClose={onClose}
    >
      {t(
        'It takes effect immediately, also in the middle of work. Sessions and API keys end for good; keys have to be made anew later. All other data stays, and you can open it again at any time.',
      )}
    </Confirmation>
  );
};

const lossesOf = (t: Translate, { users, staff, sessions, tokens, apiKeys }: TenantOccupancy): string[] => {
  const losses = [
    [users, t('{{count}} users cannot sign in any more', { count: users })],
    [staff, t('{{count}} people of the provider cannot work here any more', { count: staff })],
    [sessions + tokens, t('{{count}} running sessions end', { count: sessions + tokens })],
    [apiKeys, t('{{count}} API keys end for good', { count: apiKeys })],
  ] as const;
  return losses.filter(([count]) => count > 0).map(([, sentence]) => sentence);
};

const Reactivation = ({ tenant, changes, onClose }: DialogProps) => {
  const t = useT();
  const { data } = useQuery(occupancyQuery(tenant.id));
  const run = async (): Promise<void> => {
    await changes.changeOrThrow({ status: 'active' });
    void notify({ meaning: 'done', message: t('{{name}} is open again', { name: tenant.name }) });
  };
  return (
    <Confirmation
      title={t('Open {{name}} again?', { name: tenant.name })}
      losses={data === undefined ? null : []}
      name={null}
      action={t('Open it again')}
      harmless
      run={run}
      onClose={onClose}
    >
      {data === undefined ? null : t('{{count}} users can sign in again at once.', { count: data.users })}{' '}
      {t('Sessions and API keys that ended with the suspension stay ended.')}
    </Confirmation>
  );
};
