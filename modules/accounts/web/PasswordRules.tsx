import { IconCircle, IconCircleCheck, IconPoint } from '@tabler/icons-react';
import { useT } from '#platform/web/i18n/i18n.ts';
import { VisuallyHidden } from '#platform/web/ui/VisuallyHidden.tsx';
import styles from './Door.module.css';
import { isMet, passwordRules } from './password-rules.ts';

type PasswordRulesProps = { readonly password: string; readonly personal: readonly string[] };

/** The rules of a new password, told before it is typed; those that are met are ticked while one types. */
export const PasswordRules = ({ password, personal }: PasswordRulesProps) => {
  const t = useT();
  return (
    <ul className={styles.rules} aria-label={t('What the password has to be')}>
      {passwordRules.map((rule) => {
        const met = isMet(rule.id, password, personal);
        // What only the server can tell is a line of a list, not a circle that waits for its tick.
        const open = rule.id === 'common' ? IconPoint : IconCircle;
        const Icon = met ? IconCircleCheck : open;
        return (
          <li key={rule.id} data-met={met || undefined}>
            <Icon size={16} stroke={1.75} aria-hidden="true" />
            <span>
              {t(rule.text)}
              {met ? <VisuallyHidden>{t('(met)')}</VisuallyHidden> : null}
            </span>
          </li>
        );
      })}
    </ul>
  );
};
