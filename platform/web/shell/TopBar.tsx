import { IconMenu2 } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useT } from '../i18n/i18n.ts';
import { TrayHandle } from '../tray/Tray.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { CreateButton } from './CreateButton.tsx';
import { LiveDot } from './LiveDot.tsx';
import { useNav } from './nav-context.ts';
import { SearchBox } from './SearchBox.tsx';
import styles from './TopBar.module.css';
import { UserMenu } from './UserMenu.tsx';

export type Crumb = { readonly to: string; readonly label: string };
type TopBarProps = {
  readonly crumbs?: readonly Crumb[];
  /** What the page is; a page whose body has a heading of its own passes something short. */
  readonly title: ReactNode;
  readonly children?: ReactNode;
};

/** The line on top of every page: where one is, then search, new, the live state, and oneself. */
export const TopBar = ({ crumbs = [], title, children }: TopBarProps) => {
  const t = useT();
  const nav = useNav();
  return (
    <header className={styles.bar}>
      {nav?.mode === 'drawer' ? (
        <IconButton label={t('Main menu')} icon={IconMenu2} size={36} onClick={() => nav.setOpen(true)} />
      ) : null}
      <div className={styles.where}>
        {crumbs.length === 0 ? null : (
          <nav aria-label={t('You are here')} className={styles.crumbs}>
            {crumbs.map((crumb) => (
              <Link key={crumb.to} to={crumb.to}>
                {crumb.label}
              </Link>
            ))}
            {title === null ? null : <span aria-hidden="true">/</span>}
          </nav>
        )}
        {title}
        {children}
      </div>
      <div className={styles.tools}>
        <SearchBox />
        <CreateButton />
        <LiveDot />
        <TrayHandle />
        <UserMenu />
      </div>
    </header>
  );
};
