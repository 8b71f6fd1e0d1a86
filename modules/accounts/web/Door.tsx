import type { ReactNode } from 'react';
import { chooseLanguage, languages, useLanguage, useT } from '#platform/web/i18n/i18n.ts';
import { Mark } from '#platform/web/ui/Mark.tsx';
import { Notice } from '#platform/web/ui/Notice.tsx';
import styles from './Door.module.css';

/** The frame of the pages before one is in: the mark, what is asked, and the language. */
export const Door = ({
  title,
  lead,
  children,
}: {
  readonly title: string;
  readonly lead: string;
  readonly children: ReactNode;
}) => {
  const t = useT();
  const language = useLanguage();
  return (
    <div className={styles.door}>
      <main className={styles.card}>
        <div className={styles.brand}>
          <Mark size={32} />
          <span>{t('Madang')}</span>
        </div>
        <h1>{title}</h1>
        <p className={styles.lead}>{lead}</p>
        {navigator.cookieEnabled ? null : <CookiesOff />}
        {children}
      </main>
      <footer className={styles.foot}>
        {languages.map(({ code, name }) => (
          <button
            key={code}
            type="button"
            lang={code}
            aria-pressed={language === code}
            onClick={() => void chooseLanguage(code)}
          >
            {name}
          </button>
        ))}
      </footer>
    </div>
  );
};

/** Without cookies nobody stays signed in: said before somebody types a password in vain. */
const CookiesOff = () => {
  const t = useT();
  return (
    <div className={styles.notice}>
      <Notice meaning="waiting" title={t('Cookies are off')} role="alert">
        {t('To stay signed in, this page needs one cookie. Allow cookies for this address and reload the page.')}
      </Notice>
    </div>
  );
};
