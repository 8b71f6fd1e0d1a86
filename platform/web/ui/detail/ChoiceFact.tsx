import type { ReactNode } from 'react';
import { useT } from '../../i18n/i18n.ts';
import type { Choice } from '../menu/ChoiceMenu.tsx';
import { lateMenu } from '../menu/late-menu.tsx';
import styles from './Facts.module.css';
import { Fact } from './Facts.tsx';

type ChoiceFactProps = {
  readonly label: string;
  readonly value: string | null;
  /** What stands there; the label of the choice when left out. */
  readonly shown?: ReactNode;
  readonly choices: readonly Choice[];
  /** Null where it may not be changed. */
  readonly onChange: ((value: string) => void) | null;
};

const ChoiceMenu = lateMenu(async () => (await import('../menu/ChoiceMenu.tsx')).ChoiceMenu);

/** A fact that is one of several; whoever may change it opens the others where it stands. */
export const ChoiceFact = ({ label, value, shown, choices, onChange }: ChoiceFactProps) => {
  const t = useT();
  const word = shown ?? choices.find((choice) => choice.value === value)?.label ?? <None />;
  if (onChange === null || choices.length === 0) {
    return <Fact label={label}>{word}</Fact>;
  }
  const face = (
    <button type="button" className={styles.value} title={t('Change {{what}}', { what: label })}>
      {word}
    </button>
  );
  return (
    <Fact label={label}>
      <ChoiceMenu {...{ face, label, value, choices, onChange }} position="bottom-start" width={200} />
    </Fact>
  );
};

/** Nothing there. */
export const None = () => {
  const t = useT();
  return <span className={styles.none}>{t('none')}</span>;
};
