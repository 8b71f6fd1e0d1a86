import { Skeleton } from '@mantine/core';
import { useT } from '../i18n/i18n.ts';
import { VisuallyHidden } from '../ui/VisuallyHidden.tsx';
import styles from './Form.module.css';

/** A form on its way: as many fields, each with a label and a line of help, and the button below. */
export const FormSkeleton = ({ fields }: { readonly fields: number }) => {
  const t = useT();
  return (
    <div role="status" className={styles.form}>
      <VisuallyHidden>{t('Loading')}</VisuallyHidden>
      {Array.from({ length: fields }, (_, index) => index).map((field) => (
        <div key={field}>
          <Skeleton h={14} w={64} mt={4} />
          <Skeleton h={12} w="45%" mt={8} mb={7} />
          <Skeleton h={36} />
        </div>
      ))}
      <Skeleton h={36} w={104} />
    </div>
  );
};
