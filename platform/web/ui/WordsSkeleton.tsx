import type { ReactNode } from 'react';
import { useT } from '../i18n/i18n.ts';
import { VisuallyHidden } from './VisuallyHidden.tsx';
import styles from './WordsSkeleton.module.css';

/** Words on their way: they take the room of words like these, in every language and width, and nobody reads them. */
export const WordsSkeleton = ({ like }: { readonly like: string }) => (
  <span className={styles.words} data-coming="" aria-hidden="true">
    {like}
  </span>
);

/** A part on its way in the shape of what comes: who does not see it hears only that it loads. */
export const Coming = ({ children }: { readonly children: ReactNode }) => {
  const t = useT();
  return (
    <>
      <div role="status">
        <VisuallyHidden>{t('Loading')}</VisuallyHidden>
      </div>
      <div aria-hidden="true">{children}</div>
    </>
  );
};
