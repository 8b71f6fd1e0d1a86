import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useT } from '#platform/web/i18n/i18n.ts';
import { provider, sessionQuery } from '#platform/web/session/session.ts';
import { TopBar } from '#platform/web/shell/TopBar.tsx';
import { ConflictNotice } from '#platform/web/ui/detail/ConflictNotice.tsx';
import { useFactChanges } from '#platform/web/ui/detail/use-fact-changes.ts';
import { FormPage } from '#platform/web/ui/FormPage.tsx';
import { Section } from '#platform/web/ui/Section.tsx';
import { ErrorState } from '#platform/web/ui/State.tsx';
import type { OwnTenantChange, Tenant } from '../contract.ts';
import { changeOwnTenant, fetchOwnTenant, ownTenantQuery, tenantKeys } from './api.ts';
import { SettingsSkeleton } from './SettingsSkeleton.tsx';
import { TenantFacts } from './TenantFacts.tsx';
import { useTenantWords } from './use-tenant-words.ts';

/** The settings of the organization one works in, for its own administrator. */
const OwnTenantPage = () => {
  const t = useT();
  const query = useQuery(ownTenantQuery);
  const title = t('Settings of the organization');
  return (
    <FormPage bar={<TopBar title={<h1>{title}</h1>} />} title={title}>
      {query.isPending ? <SettingsSkeleton /> : null}
      {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isSuccess ? <Settings tenant={query.data.value} /> : null}
    </FormPage>
  );
};
export default OwnTenantPage;

const Settings = ({ tenant }: { readonly tenant: Tenant }) => {
  const t = useT();
  const words = useTenantWords();
  const client = useQueryClient();
  const changes = useFactChanges<Tenant, OwnTenantChange>({
    key: tenantKeys.own,
    fetch: () => fetchOwnTenant(),
    save: changeOwnTenant,
    saved: () => {
      // The name and the time zone stand in the session, which the whole screen reads.
      void client.invalidateQueries({ queryKey: sessionQuery.queryKey, exact: true });
    },
  });
  return (
    <>
      <ConflictNotice changes={changes} {...words} />
      <Section
        title={tenant.name}
        help={
          tenant.code === provider
            ? t('These are the facts of the provider itself.')
            : t('Click a value to change it. Code and kind are changed by the provider.')
        }
      >
        <TenantFacts tenant={tenant} onChange={changes.change} onKind={null} />
      </Section>
    </>
  );
};
