import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useT } from '../../i18n/i18n.ts';
import type { RunOne } from '../../tray/start-run.ts';
import { IconButton } from '../IconButton.tsx';
import { VisuallyHidden } from '../VisuallyHidden.tsx';
import type { BulkAction } from './bulk.ts';
import styles from './ListBody.module.css';
import type { ListRow } from './list.ts';

type SelectionBarProps<R extends ListRow> = {
  readonly rows: readonly R[];
  readonly actions: readonly BulkAction<R>[];
  readonly onStart: (action: BulkAction<R>, run: RunOne<R>) => void;
  readonly onClear: () => void;
};

/** What can be done to all that was chosen, and how many of them each would leave out. */
export const SelectionBar = <R extends ListRow>({ rows, actions, onStart, onClear }: SelectionBarProps<R>) => {
  const t = useT();
  const [asking, setAsking] = useState<BulkAction<R> | null>(null);
  const press = (action: BulkAction<R>): void => {
    if (action.run === undefined) {
      setAsking(action);
    } else {
      onStart(action, action.run);
    }
  };
  return (
    <div className={styles.bar} role="toolbar" aria-label={t('What was selected')}>
      <strong role="status">{t('{{count}} selected', { count: rows.length })}</strong>
      {actions.map((action) => (
        <ActionButton key={action.key} action={action} rows={rows} onPress={press} />
      ))}
      <span className={styles.clear}>
        <IconButton label={t('Select nothing')} keys="Esc" icon={IconX} onClick={onClear} />
      </span>
      {asking?.form?.({
        rows: rows.filter((row) => asking.refuses(row) === null),
        start: (run) => {
          setAsking(null);
          onStart(asking, run);
        },
        onClose: () => setAsking(null),
      })}
    </div>
  );
};

type ActionButtonProps<R> = {
  readonly action: BulkAction<R>;
  readonly rows: readonly R[];
  readonly onPress: (action: BulkAction<R>) => void;
};

const ActionButton = <R,>({ action, rows, onPress }: ActionButtonProps<R>) => {
  const t = useT();
  const { icon: Icon, label } = action;
  const reasons = rows.flatMap((row) => action.refuses(row) ?? []);
  const none = reasons.length === rows.length;
  const why = [...new Set(reasons)].join(' ');
  return (
    <button
      type="button"
      className={styles.action}
      title={why === '' ? undefined : why}
      aria-disabled={none || undefined}
      onClick={() => (none ? undefined : onPress(action))}
    >
      <Icon size={16} stroke={1.75} aria-hidden="true" />
      {label}
      {reasons.length === 0 ? null : (
        <span className={styles.without}>{t('skips {{count}}', { count: reasons.length })}</span>
      )}
      {none ? <VisuallyHidden>{why}</VisuallyHidden> : null}
    </button>
  );
};
