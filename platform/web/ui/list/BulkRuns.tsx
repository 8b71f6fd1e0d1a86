import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useT } from '../../i18n/i18n.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { type BulkRun, dismissRun, type NotDone, stopRun } from './bulk.ts';
import styles from './ListBody.module.css';

/** How far it is, and then how it went: every row that was left out by its name. Stays until it is dismissed. */
export const BulkRuns = ({ runs }: { readonly runs: readonly BulkRun[] }) => (
  <>
    {runs.map((run) => (
      <OneRun key={run.id} run={run} />
    ))}
  </>
);

const OneRun = ({ run }: { readonly run: BulkRun }) => {
  const t = useT();
  const running = run.state === 'running';
  const failed = run.notDone.filter(({ error }) => error !== undefined).length;
  return (
    <section className={styles.run} aria-label={run.label}>
      <div className={styles.runLine}>
        <span className={styles.runWords} role="status">
          <strong>{run.label}</strong> {running ? t('Working on it') : <Summary run={run} />}
        </span>
        {running ? (
          <>
            <progress aria-label={run.label} max={run.total} value={run.done + failed} />
            <span>{`${run.done + failed} / ${run.total}`}</span>
            <Button variant="default" onClick={() => stopRun(run.id)}>
              {t('Stop')}
            </Button>
          </>
        ) : (
          <Button variant="default" onClick={() => dismissRun(run.id)}>
            {t('Dismiss')}
          </Button>
        )}
      </div>
      {running || run.notDone.length === 0 ? null : (
        <ul className={styles.failures}>
          {run.notDone.map((one) => (
            <Failure key={one.href} notDone={one} />
          ))}
        </ul>
      )}
    </section>
  );
};

const Summary = ({ run }: { readonly run: BulkRun }) => {
  const t = useT();
  return (
    <>
      {t('{{count}} done.', { count: run.done })}
      {run.notDone.length === 0 ? null : ` ${t('{{count}} not done.', { count: run.notDone.length })}`}
      {run.state === 'stopped' ? ` ${t('Stopped before the rest.')}` : null}
    </>
  );
};

const Failure = ({ notDone: { name, href, reason, error } }: { readonly notDone: NotDone }) => {
  const t = useT();
  return (
    <li>
      <Link to={href}>{name}</Link> {reason ?? problemText(t, error)}
    </li>
  );
};
