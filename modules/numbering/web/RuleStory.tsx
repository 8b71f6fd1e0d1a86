import type { ReactNode } from 'react';
import { useT } from '#platform/web/i18n/i18n.ts';
import styles from './Numbering.module.css';

type RuleStoryProps = { readonly next: ReactNode; readonly proof: ReactNode; readonly ledger: ReactNode };

/** What the page of a rule tells, in its order; the same when it is there and while it is on its way. */
export const RuleStory = ({ next, proof, ledger }: RuleStoryProps) => {
  const t = useT();
  return (
    <>
      <section className={styles.part}>{next}</section>
      <section className={styles.part}>
        <h2>{t('Is any number missing?')}</h2>
        {proof}
      </section>
      <section className={styles.part}>
        <h2>{t('Numbers given')}</h2>
        {ledger}
      </section>
    </>
  );
};
