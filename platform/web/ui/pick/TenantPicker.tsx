import { get } from '../../api/client.ts';
import { useT } from '../../i18n/i18n.ts';
import { Tile } from '../../shell/Tile.tsx';
import styles from './Picker.module.css';
import { mostShown, Picker, type PickerProps } from './Picker.tsx';

export type PickedTenant = { readonly id: number; readonly code: string; readonly name: string };

/** One organization of all, for the provider's administrator, by a part of name or code. */
export const TenantPicker = (field: PickerProps<PickedTenant>) => {
  const t = useT();
  return (
    <Picker<PickedTenant>
      {...field}
      source={{ key: ['pick', 'tenants'], find: findTenants }}
      keyOf={({ id }) => String(id)}
      nameOf={({ name }) => name}
      nothing={t('No organization of that name')}
      option={({ code, name }) => (
        <>
          <Tile code={code} name={name} />
          <span className={styles.main}>{name}</span>
          <span className={styles.detail}>{code}</span>
        </>
      )}
    />
  );
};

const findTenants = async (q: string, signal: AbortSignal) => {
  const found = await get<{ items: readonly PickedTenant[]; nextCursor: string | null }>('/tenants', {
    query: { q, limit: mostShown },
    signal,
  });
  return { items: found.items, more: found.nextCursor !== null };
};
