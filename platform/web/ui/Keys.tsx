import styles from './Keys.module.css';

const mac = /Mac|iPhone|iPad/.test(navigator.userAgent);
const names: Readonly<Record<string, string>> = {
  mod: mac ? '⌘' : 'Ctrl',
  shift: mac ? '⇧' : 'Shift',
  Enter: mac ? '↵' : 'Enter',
  Escape: 'Esc',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
};

type KeysProps = {
  readonly keys: string;
  /** Also where somebody uses a finger; elsewhere keys are not spoken of then. */
  readonly always?: boolean;
};

/** `mod+Enter` as it stands on this keyboard. Screen readers hear it from aria-keyshortcuts instead. */
export const Keys = ({ keys, always = false }: KeysProps) => (
  <span className={styles.keys} data-always={always || undefined} aria-hidden="true">
    {keys.split(/[ +]/).map((key) => (
      <kbd key={key}>{names[key] ?? key}</kbd>
    ))}
  </span>
);
