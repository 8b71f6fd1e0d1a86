import { Skeleton } from '@mantine/core';
import { useT } from '#platform/web/i18n/i18n.ts';
import { FactsSkeleton } from '#platform/web/ui/detail/DetailSkeleton.tsx';
import { VisuallyHidden } from '#platform/web/ui/VisuallyHidden.tsx';

/** The settings on their way: a heading and facts. */
export const SettingsSkeleton = () => {
  const t = useT();
  return (
    <div role="status">
      <VisuallyHidden>{t('Loading')}</VisuallyHidden>
      <Skeleton h={16} w="30%" my={4} />
      <Skeleton h={14} w="65%" mt={8} mb={14} />
      <FactsSkeleton />
    </div>
  );
};
