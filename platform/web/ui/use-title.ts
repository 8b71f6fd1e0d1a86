import { useEffect } from 'react';
import { useT } from '../i18n/i18n.ts';

/** What stands in the browser's tab. */
export const useTitle = (title: string): void => {
  const t = useT();
  useEffect(() => {
    document.title = title === '' ? t('Madang') : `${title} · ${t('Madang')}`;
  }, [title, t]);
};
