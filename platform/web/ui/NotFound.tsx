import { Button } from '@mantine/core';
import { IconMapPinOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useT } from '../i18n/i18n.ts';
import { EmptyState } from './State.tsx';

/** An address where nothing is, or nothing that this user may see: the two look the same on purpose. */
export const NotFound = () => {
  const t = useT();
  const home = <Button renderRoot={(props: object) => <Link to="/" {...props} />}>{t('Go to the first page')}</Button>;
  return (
    <EmptyState icon={<IconMapPinOff size={28} stroke={1.5} />} title={t('There is nothing here')} action={home} whole>
      {t('The address is wrong, it was removed, or it belongs to another organization.')}
    </EmptyState>
  );
};
