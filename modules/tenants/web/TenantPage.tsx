import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { TenantAssignments } from '#modules/accounts/web/parts.tsx';
import { useT } from '#platform/web/i18n/i18n.ts';
import { provider } from '#platform/web/session/session.ts';
import { Tile } from '#platform/web/shell/Tile.tsx';
import { ConflictNotice } from '#platform/web/ui/detail/ConflictNotice.tsx';
import { DetailAbsent } from '#platform/web/ui/detail/DetailAbsent.tsx';
import { DetailPage } from '#platform/web/ui/detail/DetailPage.tsx';
import { FactsSkeleton } from '#platform/web/ui/detail/DetailSkeleton.tsx';
import { useFactChanges } from '#platform/web/ui/detail/use-fact-changes.ts';
import { Notice } from '#platform/web/ui/Notice.tsx';
import type { Tenant, TenantChange } from '../contract.ts';
import { changeTenant, fetchTenant, tenantKeys, tenantQuery } from './api.ts';
import { TenantStatus } from './status.tsx';
import { TenantActions } from './TenantActions.tsx';
import { TenantFacts } from './TenantFacts.tsx';
import { TenantPeople, TenantStorySkeleton } from './TenantPeople.tsx';
import styles from './Tenants.module.css';
import { useTenantWords } from './use-tenant-words.ts';
import { kindText } from './words.ts';

/** One organization, for the provider's administrator. */
const TenantPage = () => {
  const t = useT();
  const id = Number(useParams({ from: '/shell/admin/tenants/$tenantId' }).tenantId);
  const crumbs = [{ to: '/admin/tenants', label: t('Organizations') }];
  const query = useQuery(tenantQuery(id));
  if (query.data !== undefined) {
    return <Loaded key={id} tenant={query.data.value} crumbs={crumbs} />;
  }
  return (
    <DetailAbsent query={query} crumbs={crumbs} story={<TenantStorySkeleton />} facts={<FactsSkeleton count={12} />} />
  );
};
export default TenantPage;

type LoadedProps = {
  readonly tenant: Tenant;
  readonly crumbs: readonly { readonly to: string; readonly label: string }[];
};

const Loaded = ({ tenant, crumbs }: LoadedProps) => {
  const t = useT();
  const words = useTenantWords();
  const isProvider = tenant.code === provider;
  const changes = useFactChanges<Tenant, TenantChange>({
    key: tenantKeys.one(tenant.id),
    fetch: () => fetchTenant(tenant.id),
    save: (patch, etag) => changeTenant(tenant.id, patch, etag),
    saved: (client) => void client.invalidateQueries({ queryKey: tenantKeys.lists }),
  });
  const change = tenant.status === 'closed' ? null : changes.change;
  return (
    <DetailPage
      crumbs={crumbs}
      number={tenant.code}
      title={tenant.name}
      heading={
        <h1 className={styles.name}>
          <Tile code={tenant.code} name={tenant.name} />
          {tenant.name}
        </h1>
      }
      meta={
        <>
          <TenantStatus status={tenant.status} />
          <span>{t(kindText[tenant.kind])}</span>
        </>
      }
      actions={<TenantActions tenant={tenant} changes={changes} />}
      neighbours={{ previous: null, next: null }}
      storyLabel={tenant.name}
      facts={
        <TenantFacts
          tenant={tenant}
          onChange={change}
          onKind={isProvider ? null : change && ((kind) => change({ kind }))}
        />
      }
    >
      <ConflictNotice changes={changes} {...words} />
      {tenant.status === 'suspended' ? (
        <div className={styles.notice}>
          <Notice meaning="waiting" title={t('The use of this organization is suspended')}>
            {t('Its people cannot sign in, and its staff cannot work in it. All data stays.')}
          </Notice>
        </div>
      ) : null}
      <TenantPeople tenant={tenant} />
      {isProvider ? null : <TenantAssignments tenantId={tenant.id} />}
    </DetailPage>
  );
};
