import { IconDownload } from '@tabler/icons-react';
import { useT } from '../../i18n/i18n.ts';
import styles from './FilterBar.module.css';

/** All that is filtered, as a file; the browser fetches it itself and shows how far it is. */
export const ExportLink = ({ href }: { readonly href: string }) => {
  const t = useT();
  const label = t('Export as CSV');
  return (
    <a className={styles.tool} href={href} download="" aria-label={label} title={label}>
      <IconDownload size={16} stroke={1.6} aria-hidden="true" />
    </a>
  );
};
