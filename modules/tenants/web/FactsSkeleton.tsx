import { Skeleton } from '@mantine/core';
import { useT } from '#platform/web/i18n/i18n.ts';
import { VisuallyHidden } from '#platform/web/ui/VisuallyHidden.tsx';

/** Facts on their way. */
export const FactsSkeleton = () => {
  const t = useT();
  return (
    <div role="status">
      <VisuallyHidden>{t('Loading')}</VisuallyHidden>
      <Skeleton h={20} w="40%" mb={20} />
      {['60%', '45%', '70%', '50%', '55%', '65%', '40%', '50%'].map((width, at) => (
        <Skeleton key={`${width}${String(at)}`} h={14} w={width} my={18} />
      ))}
    </div>
  );
};
