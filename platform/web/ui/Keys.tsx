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

/** `mod+Enter` as it stands on this keyboard. Screen readers hear it from aria-keyshortcuts instead. */
export const Keys = ({ keys }: { readonly keys: string }) => (
  <span className={styles.keys} aria-hidden="true">
    {keys.split(/[ +]/).map((key) => (
      <kbd key={key}>{names[key] ?? key}</kbd>
    ))}
  </span>
);
