import { useT } from '../i18n/i18n.ts';
import { initialsOf } from './initials.ts';
import styles from './Person.module.css';
import { called } from './person-name.ts';

type PersonProps = {
  readonly name: string | null;
  readonly me?: boolean;
  readonly size?: number;
  readonly quiet?: boolean;
};

/** A person by picture of initials and name; somebody without a name is still somebody. */
export const Person = ({ name, me = false, size = 20, quiet = false }: PersonProps) => {
  const t = useT();
  const shown = called(t, name);
  return (
    <span className={styles.person}>
      <Initials name={name ?? ''} size={size} me={me} />
      <span className={styles.name} data-quiet={quiet || undefined}>
        {shown}
      </span>
    </span>
  );
};

type InitialsProps = { readonly name: string; readonly size: number; readonly me?: boolean };

/** A picture of a name. Drawn by the style sheet: it is no text, and nobody is read it. */
export const Initials = ({ name, size, me = false }: InitialsProps) => (
  <span
    className={styles.initials}
    data-initials={initialsOf(name)}
    data-me={me || undefined}
    data-size={size > 24 ? 'large' : undefined}
    aria-hidden="true"
  />
);
