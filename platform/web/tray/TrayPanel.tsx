import { Button } from '@mantine/core';
import { IconChevronUp } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { KeyboardEvent, MouseEvent } from 'react';
import { useT } from '../i18n/i18n.ts';
import { problemText } from '../i18n/problem-text.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { dismissRun, type NotDone, openTray, progressOf, type Run, type RunItem, stopRun } from './runs.ts';
import styles from './Tray.module.css';
import { trayButtonId } from './TrayButton.tsx';

/** How far each run is, and then how it went: each one it was not done to by its name. Stays over every page. */
export const TrayPanel = ({ runs }: { readonly runs: readonly Run[] }) => {
  const t = useT();
  const fold = (): void => {
    openTray(false);
    document.getElementById(trayButtonId)?.focus();
  };
  const keys = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      fold();
    }
  };
  return (
    <aside className={styles.panel} aria-label={t('Jobs and their results')} onKeyDown={keys}>
      <div className={styles.head}>
        <h2>{t('Jobs and their results')}</h2>
        <IconButton label={t('Fold it up')} icon={IconChevronUp} onClick={fold} />
      </div>
      <div className={styles.runs}>
        {runs.toReversed().map((run) => (
          <OneRun key={run.id} run={run} />
        ))}
      </div>
    </aside>
  );
};

/** The button goes away with its run: the focus goes on to the next run, or back to the page. */
const focusNext = (button: Element): void => {
  const run = button.closest('section');
  const next = run?.nextElementSibling ?? run?.previousElementSibling;
  (next?.querySelector('button') ?? document.getElementById('main'))?.focus({ preventScroll: true });
};

const OneRun = ({ run }: { readonly run: Run }) => {
  const t = useT();
  const running = run.state === 'running';
  const { through, total } = progressOf(run);
  const dismiss = ({ currentTarget }: MouseEvent): void => {
    focusNext(currentTarget);
    dismissRun(run.id);
  };
  return (
    <section className={styles.run} aria-label={run.label}>
      <div className={styles.line}>
        <span className={styles.words} role="status">
          <strong>{run.label}</strong> {running ? t('Working on it') : <Summary run={run} />}
        </span>
        {running ? (
          <>
            <progress aria-label={run.label} max={total} value={through} />
            <span className={styles.figures}>{`${through} / ${total}`}</span>
            <Button variant="default" onClick={() => stopRun(run.id)}>
              {t('Stop')}
            </Button>
          </>
        ) : (
          <Button variant="default" onClick={dismiss}>
            {t('Dismiss')}
          </Button>
        )}
      </div>
      {run.notDone.length === 0 ? null : (
        <ul className={styles.items}>
          {run.notDone.map((one) => (
            <Refused key={one.href} notDone={one} />
          ))}
        </ul>
      )}
      <Passed items={run.done} />
    </section>
  );
};

const Summary = ({ run }: { readonly run: Run }) => {
  const t = useT();
  return (
    <>
      {t('{{count}} done.', { count: run.done.length })}
      {run.notDone.length === 0 ? null : ` ${t('{{count}} not done.', { count: run.notDone.length })}`}
      {run.state === 'stopped' ? ` ${t('Stopped before the rest.')}` : null}
    </>
  );
};

const Refused = ({ notDone: { name, href, reason, error } }: { readonly notDone: NotDone }) => {
  const t = useT();
  return (
    <li>
      <Link to={href}>{name}</Link> {reason ?? problemText(t, error)}
    </li>
  );
};

/** Those it was done to, for whoever wants to go through them. */
const Passed = ({ items }: { readonly items: readonly RunItem[] }) => {
  const t = useT();
  return items.length === 0 ? null : (
    <details>
      <summary>{t('Show the {{count}} that were done', { count: items.length })}</summary>
      <ul className={styles.items}>
        {items.map(({ name, href }) => (
          <li key={href}>
            <Link to={href}>{name}</Link>
          </li>
        ))}
      </ul>
    </details>
  );
};
