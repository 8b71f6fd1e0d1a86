import { Button, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import { useT } from '../i18n/i18n.ts';
import { problemText } from '../i18n/problem-text.ts';
import { startOver, switchTenant } from '../session/leave.ts';
import { useSession } from '../session/use-session.ts';
import '../ui/overlays.css';

/** This tab shows one organization, the session acts in another by now: nothing was done, and where to go on. */
export const TenantChanged = () => {
  const t = useT();
  const { actingTenant } = useSession();
  const [error, setError] = useState<unknown>(null);
  const stay = (): void => void switchTenant(actingTenant.code).catch(setError);
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t('You work in another organization now')}
    >
      <p>
        {t(
          'This tab shows {{tenant}}, but in this browser you have since changed to another organization. Nothing was sent. What you wrote is kept.',
          {
            tenant: actingTenant.name,
          },
        )}
      </p>
      {error === null ? null : <p role="alert">{problemText(t, error)}</p>}
      <Group mt="lg" gap="sm">
        <Button onClick={() => startOver('/')}>{t('Go to the present organization')}</Button>
        <Button variant="default" onClick={stay}>
          {t('Return to {{tenant}}', { tenant: actingTenant.name })}
        </Button>
      </Group>
    </Modal>
  );
};
