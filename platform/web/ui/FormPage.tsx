import type { ReactNode } from 'react';
import styles from './FormPage.module.css';
import page from './Page.module.css';
import { useTitle } from './use-title.ts';

type FormPageProps = { readonly bar: ReactNode; readonly title: string; readonly children: ReactNode };

/** A page that is one form, in one column that is easy to read. */
export const FormPage = ({ bar, title, children }: FormPageProps) => {
  useTitle(title);
  return (
    <div className={page.page}>
      {bar}
      <div className={page.scroll}>
        <div className={styles.column}>{children}</div>
      </div>
    </div>
  );
};
