import { useT } from '#platform/web/i18n/i18n.ts';
import { Confirmation } from '#platform/web/ui/confirm/Confirmation.tsx';
import type { Ticket } from '../contract.ts';
import { actionText } from './words.ts';

type BulkClosingProps = {
  readonly rows: readonly Ticket[];
  readonly onClose: () => void;
  readonly onSure: () => void;
};

/** Closed requests stay closed: how many they are has to be typed, where there is more than one. */
export const BulkClosing = ({ rows, onClose, onSure }: BulkClosingProps) => {
  const t = useT();
  const count = rows.length;
  return (
    <Confirmation
      title={t('Close {{count}} requests for good?', { count })}
      losses={[t('{{count}} requests end for good: nobody can open them again.', { count })]}
      name={count === 1 ? null : t('{{count}} requests', { count })}
      action={t(actionText.close)}
      run={async () => onSure()}
      onClose={onClose}
    >
      {t('Conversation and history stay readable. If help is needed again, make a new request.')}
    </Confirmation>
  );
};
