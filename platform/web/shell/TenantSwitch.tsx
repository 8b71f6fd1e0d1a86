import { IconSelector } from '@tabler/icons-react';
import { useT } from '../i18n/i18n.ts';
import { isStaff } from '../session/session.ts';
import { useSession } from '../session/use-session.ts';
import { lateMenu } from '../ui/menu/late-menu.tsx';
import { VisuallyHidden } from '../ui/VisuallyHidden.tsx';
import styles from './TenantSwitch.module.css';
import { Tile } from './Tile.tsx';

const TenantChoice = lateMenu(async () => (await import('./TenantChoice.tsx')).TenantChoice, 'listbox');

/** The organization one works in, always to be seen; staff of the provider choose it here. */
export const TenantSwitch = ({ folded }: { readonly folded: boolean }) => {
  const t = useT();
  const session = useSession();
  const { code, name } = session.actingTenant;
  const here = (
    <>
      <Tile code={code} name={name} />
      {folded ? <VisuallyHidden>{name}</VisuallyHidden> : <span className={styles.name}>{name}</span>}
    </>
  );
  if (!isStaff(session)) {
    return (
      <div className={styles.face} title={name}>
        {here}
      </div>
    );
  }
  const face = (
    <button type="button" className={styles.face}>
      {here}
      <VisuallyHidden>{t('Choose another organization')}</VisuallyHidden>
      {folded ? null : <IconSelector size={16} stroke={1.6} className={styles.arrow} aria-hidden="true" />}
    </button>
  );
  return <TenantChoice current={code} face={face} />;
};
