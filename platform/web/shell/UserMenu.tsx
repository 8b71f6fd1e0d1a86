import { useT } from '../i18n/i18n.ts';
import { useSession } from '../session/use-session.ts';
import { lateMenu } from '../ui/menu/late-menu.tsx';
import { Initials } from '../ui/Person.tsx';
import { personName } from '../ui/person-name.ts';
import styles from './UserMenu.module.css';

const UserChoices = lateMenu(async () => (await import('./UserChoices.tsx')).UserChoices);

/** Oneself: what one looks like here, and all that is one's own behind it. */
export const UserMenu = () => {
  const t = useT();
  const name = personName(useSession().user);
  const face = (
    <button type="button" className={styles.me} aria-label={t('My menu: {{name}}', { name })}>
      <Initials name={name} size={28} me />
    </button>
  );
  return <UserChoices face={face} />;
};
