import { IconBuilding } from '@tabler/icons-react';
import { useT } from '../i18n/i18n.ts';
import { problemText } from '../i18n/problem-text.ts';
import { switchTenant } from '../session/leave.ts';
import { actsElsewhere } from '../session/session.ts';
import { useSession } from '../session/use-session.ts';
import { notify } from '../ui/notify.ts';
import { VisuallyHidden } from '../ui/VisuallyHidden.tsx';
import styles from './ElsewhereBar.module.css';

/** Whoever acts in another organization than the own one sees it on every page, in colour and in words. */
export const ElsewhereBar = () => {
  const t = useT();
  const session = useSession();
  if (!actsElsewhere(session)) {
    return null;
  }
  const back = (): void => {
    switchTenant(session.tenant.code).catch((error: unknown) =>
      notify({ meaning: 'danger', message: problemText(t, error) }),
    );
  };
  return (
    <section className={styles.bar} aria-label={t('Organization')}>
      <IconBuilding size={16} stroke={1.75} aria-hidden="true" />
      <span className={styles.words}>
        <Around name={session.actingTenant.name}>
          {t('You are working in {{tenant}}.', { tenant: session.actingTenant.name })}
        </Around>
      </span>
      <button type="button" onClick={back}>
        <Around name={session.tenant.name}>{t('Back to {{tenant}}', { tenant: session.tenant.name })}</Around>
      </button>
    </section>
  );
};

/**
 * A sentence that keeps its own words where there is no room: the name in it is cut short instead. It is read out in one
 * piece; from pieces a space would come between a Korean name and its particle.
 */
const Around = ({ name, children: sentence }: { readonly name: string; readonly children: string }) => {
  const at = sentence.indexOf(name);
  return (
    <>
      <VisuallyHidden>{sentence}</VisuallyHidden>
      <span aria-hidden="true">{sentence.slice(0, at)}</span>
      <span className={styles.name} aria-hidden="true">
        {name}
      </span>
      <span aria-hidden="true">{sentence.slice(at + name.length)}</span>
    </>
  );
};
