import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react';
import { Link, useLocation, useRouter } from '@tanstack/react-router';
import { Suspense } from 'react';
import { type Translate, useT } from '../i18n/i18n.ts';
import type { KeyBinding } from '../keys/keys.ts';
import { useKeys } from '../keys/use-keys.ts';
import type { NavItem } from '../module.ts';
import { can } from '../session/session.ts';
import { useSession } from '../session/use-session.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { Mark } from '../ui/Mark.tsx';
import { lazyPart } from '../version/lazy-part.ts';
import styles from './Nav.module.css';
import { TenantSwitch } from './TenantSwitch.tsx';
import type { NavState } from './use-nav-state.ts';

const NavDrawer = lazyPart(async () => (await import('./NavDrawer.tsx')).NavDrawer);
const groups = ['work', 'manage'] as const;

/** The menu of what this user may open; beside the page, folded to icons, or a drawer on a phone. */
export const Nav = ({ state }: { readonly state: NavState }) => {
  const t = useT();
  const items = useNavItems();
  if (state.mode !== 'drawer') {
    return (
      <nav className={styles.nav} aria-label={t('Main menu')} data-mode={state.mode}>
        <NavBody state={state} items={items} />
      </nav>
    );
  }
  return (
    <Suspense fallback={null}>
      <NavDrawer state={state}>
        <nav className={styles.nav} aria-label={t('Main menu')} data-mode="wide">
          <NavBody state={state} items={items} />
        </nav>
      </NavDrawer>
    </Suspense>
  );
};

const NavBody = ({ state, items }: { readonly state: NavState; readonly items: readonly NavItem[] }) => {
  const t = useT();
  const folded = state.mode === 'icons';
  return (
    <>
      <Link to="/" className={styles.mark} aria-label={t('Madang')}>
        <Mark size={24} />
        {folded ? null : <span aria-hidden="true">{t('Madang')}</span>}
      </Link>
      <TenantSwitch folded={folded} />
      {groups.map((group) => (
        <ul key={group} className={styles.group}>
          {items
            .filter((item) => item.group === group)
            .map((item) => (
              <li key={item.to}>
                <NavLink item={item} folded={folded} onOpen={() => state.setOpen(false)} />
              </li>
            ))}
        </ul>
      ))}
      {state.mode === 'drawer' ? null : (
        <div className={styles.foot}>
          <IconButton
            label={folded ? t('Show the menu in full') : t('Fold the menu')}
            onClick={state.toggleIcons}
            icon={folded ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse}
          />
        </div>
      )}
    </>
  );
};

type NavLinkProps = { readonly item: NavItem; readonly folded: boolean; readonly onOpen: () => void };

const NavLink = ({ item, folded, onOpen }: NavLinkProps) => {
  const t = useT();
  const label = translate(t, item);
  const isBelow = useLocation({ select: ({ pathname }) => item.also !== undefined && pathname.startsWith(item.also) });
  return (
    <Link
      to={item.to}
      className={styles.link}
      onClick={onOpen}
      {...(folded ? { 'aria-label': label, title: label } : {})}
      activeOptions={{ exact: item.to === '/' }}
      activeProps={{ 'aria-current': 'page' }}
      {...(isBelow ? { 'aria-current': 'page' } : {})}
    >
      <item.icon size={18} stroke={1.6} />
      {folded ? null : <span>{label}</span>}
    </Link>
  );
};

const translate = (t: Translate, item: NavItem): string => t(item.label);

/** What this user may open, with `g` and a letter to get there. */
const useNavItems = (): readonly NavItem[] => {
  const router = useRouter();
  const session = useSession();
  const items = router.options.context.modules
    .flatMap(({ nav }) => nav ?? [])
    .filter(({ ability }) => ability === null || can(session, ability));
  useKeys(
    items.map(
      (item): KeyBinding => ({
        keys: `g ${item.key}`,
        label: item.label,
        group: 'go',
        run: () => void router.navigate({ to: item.to }),
      }),
    ),
  );
  return items;
};
