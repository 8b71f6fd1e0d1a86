import { text, useT } from '#platform/web/i18n/i18n.ts';
import { Tile } from '#platform/web/shell/Tile.tsx';
import { Clip } from '#platform/web/ui/Clip.tsx';
import { CardFacts } from '#platform/web/ui/list/CardFacts.tsx';
import type { RowsLook } from '#platform/web/ui/list/list.ts';
import { When } from '#platform/web/ui/When.tsx';
import type { Tenant } from '../contract.ts';
import { formatBusinessNumber } from './business-number.ts';
import { TenantStatus } from './status.tsx';
import styles from './Tenants.module.css';
import { kindText } from './words.ts';

const Name = ({ tenant }: { readonly tenant: Tenant }) => (
  <span className={styles.name}>
    <Tile code={tenant.code} name={tenant.name} />
    <Clip>{tenant.name}</Clip>
  </span>
);

const Kind = ({ tenant }: { readonly tenant: Tenant }) => {
  const t = useT();
  return <>{t(kindText[tenant.kind])}</>;
};

const Card = ({ tenant }: { readonly tenant: Tenant }) => (
  <>
    <Name tenant={tenant} />
    <CardFacts>
      <TenantStatus status={tenant.status} quiet />
      <Clip dim code>
        {tenant.code}
      </Clip>
      <Kind tenant={tenant} />
    </CardFacts>
  </>
);

export const tenantLook: RowsLook<Tenant> = {
  href: ({ id }) => `/admin/tenants/${id}`,
  card: (tenant) => <Card tenant={tenant} />,
  columns: [
    {
      id: 'code',
      label: text('Code'),
      width: '132px',
      cell: ({ code }) => (
        <Clip dim code>
          {code}
        </Clip>
      ),
    },
    {
      id: 'name',
      label: text('Name'),
      width: 'minmax(180px, 1fr)',
      main: true,
      cell: (tenant) => <Name tenant={tenant} />,
    },
    { id: 'kind', label: text('Kind'), width: '128px', cell: (tenant) => <Kind tenant={tenant} />, from: 700 },
    {
      id: 'number',
      label: text('Business number'),
      width: '128px',
      cell: ({ businessNumber }) => (businessNumber === null ? '' : formatBusinessNumber(businessNumber)),
      from: 860,
    },
    {
      id: 'status',
      label: text('State'),
      width: '116px',
      cell: ({ status }) => <TenantStatus status={status} quiet />,
    },
    {
      id: 'created',
      label: text('Created on'),
      width: '104px',
      cell: ({ createdAt }) => <When at={createdAt} day />,
      from: 960,
    },
  ],
};
