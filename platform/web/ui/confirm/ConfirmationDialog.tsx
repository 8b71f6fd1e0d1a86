import { Button, Modal, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { useLanguage, useT } from '../../i18n/i18n.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { Notice } from '../Notice.tsx';
import '../overlays.css';
import styles from './Confirmation.module.css';
import { isSameName } from './is-same-name.ts';
import { Losses } from './Losses.tsx';

export type ConfirmationProps = {
  /** The question: "일신산업의 이용을 정지할까요?" */
  readonly title: string;
  /** What stays, what comes afterwards, how it can be made good again. */
  readonly children: ReactNode;
  /** What is lost, each with its count; null while it is being counted. */
  readonly losses: readonly string[] | null;
  /** Has to be typed before the button works; null where a click is enough. */
  readonly name: string | null;
  /** Does as well as the name: its code, for keyboards that cannot write the name. */
  readonly code?: string;
  /** What the button does: "이용 정지". */
  readonly action: string;
  /** True where it takes nothing away: then the button is an ordinary one. */
  readonly harmless?: boolean;
  readonly run: () => Promise<void>;
  readonly onClose: () => void;
};

/** The dialog of `Confirmation`; loaded when it is first asked for. The focus goes back to where it came from. */
export const ConfirmationDialog = (props: ConfirmationProps) => {
  const { title, children, losses, name, code, action, harmless = false, run, onClose } = props;
  const t = useT();
  const language = useLanguage();
  const [typed, setTyped] = useState('');
  const { busy, error, act } = useOnce(run, onClose);
  const names = [...new Set([name, code])].filter((each) => each !== undefined && each !== null);
  const ready = losses !== null && (name === null || names.some((each) => isSameName(typed, each)));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (ready) {
      act();
    }
  };
  return (
    <Modal opened onClose={onClose} title={title} size="md" closeButtonProps={{ 'aria-label': t('Close') }}>
      <form className={styles.form} onSubmit={submit}>
        {error === null ? null : (
          <Notice meaning="danger" role="alert">
            {problemText(t, error)}
          </Notice>
        )}
        <Losses losses={losses} />
        <div>{children}</div>
        {name === null ? null : (
          <TextInput
            data-autofocus
            label={t('Type {{name}} to confirm', {
              name: new Intl.ListFormat(language, { type: 'disjunction' }).format(names),
            })}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
            spellCheck={false}
          />
        )}
        <div className={styles.foot}>
          <Button variant="default" size="sm" onClick={onClose} data-autofocus={name === null || undefined}>
            {t('Leave it as it is')}
          </Button>
          <Button type="submit" color={harmless ? 'accent' : 'red'} size="sm" loading={busy} disabled={!ready}>
            {action}
          </Button>
        </div>
      </form>
    </Modal>
  );
};

/** Runs it once, however often one clicks; closes when it is done, says why when it is not. */
const useOnce = (run: () => Promise<void>, onClose: () => void) => {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const running = useRef(false);
  const act = (): void => {
    if (running.current) {
      return;
    }
    running.current = true;
    setBusy(true);
    setError(null);
    run()
      .then(onClose, setError)
      .finally(() => {
        running.current = false;
        setBusy(false);
      });
  };
  return { busy, error, act };
};
