import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useT } from '#platform/web/i18n/i18n.ts';
import { Notice } from '#platform/web/ui/Notice.tsx';
import { Loaded } from '#platform/web/ui/section/Loaded.tsx';
import { SectionEmpty } from '#platform/web/ui/section/Section.tsx';
import { Coming, WordsSkeleton } from '#platform/web/ui/WordsSkeleton.tsx';
import type { CounterProof, NumberingProof } from '../contract.ts';
import { proofQuery } from './api.ts';
import styles from './Numbering.module.css';

type ProofProps = { readonly id: number; readonly start: number; readonly step: number };

/** Whether every number that a counter has passed was given, and none twice; drawn, and in words. */
export const Proof = ({ id, start, step }: ProofProps) => {
  return (
    <Loaded
      query={useQuery(proofQuery(id))}
      skeleton={
        <Coming>
          <ProofSkeleton />
        </Coming>
      }
    >
      {(proof) => <Counters proof={proof} start={start} step={step} />}
    </Loaded>
  );
};

type CountersProps = { readonly proof: NumberingProof; readonly start: number; readonly step: number };

const Counters = ({ proof: { gapless, counters }, start, step }: CountersProps) => {
  const t = useT();
  if (counters.length === 0) {
    return <SectionEmpty>{t('This rule has not given any numbers yet.')}</SectionEmpty>;
  }
  const faults = counters.reduce((sum, { missing, duplicates }) => sum + missing.length + duplicates.length, 0);
  return (
    <>
      <Notice
        meaning={gapless ? 'done' : 'danger'}
        role="status"
        title={gapless ? t('No numbers are missing') : t('{{count}} numbers are wrong', { count: faults })}
      >
        <p>
          {gapless
            ? t('Every number so far is in the ledger exactly once.')
            : t('Somebody changed the ledger without Madang. Show this page to the provider.')}
        </p>
      </Notice>
      <div className={styles.counters}>
        {counters.toReversed().map((counter) => (
          <Counter key={`${counter.scope} ${counter.period}`} {...{ counter, start, step }} />
        ))}
      </div>
    </>
  );
};

/** As one period without faults. */
export const ProofSkeleton = () => {
  const t = useT();
  return (
    <>
      <Notice meaning="closed" title={<WordsSkeleton like={t('No numbers are missing')} />}>
        <p>
          <WordsSkeleton like={t('Every number so far is in the ledger exactly once.')} />
        </p>
      </Notice>
      <div className={styles.counters}>
        <div className={styles.counterHead}>
          <WordsSkeleton like="2026" />
          <WordsSkeleton like={t('{{count}} given', { count: 100 })} />
        </div>
        <Skeleton h={14} />
      </div>
    </>
  );
};

type CounterProps = { readonly counter: CounterProof; readonly start: number; readonly step: number };
const MOST_NAMED = 20;

const Counter = ({ counter, start, step }: CounterProps) => {
  const t = useT();
  const { period, issued, last, voids, missing, duplicates } = counter;
  const span = last === null ? '–' : `${start.toLocaleString()} – ${last.toLocaleString()}`;
  return (
    <div className={styles.counter}>
      <div className={styles.counterHead}>
        <strong>{period === '' ? t('All time') : period}</strong>
        <span className={styles.dim}>
          {t('{{count}} given', { count: issued })} · {span}
          {voids === 0 ? null : ` · ${t('{{count}} voided', { count: voids })}`}
        </span>
      </div>
      <Strip counter={counter} start={start} step={step} />
      <Faults label={t('Missing')} numbers={missing} />
      <Faults label={t('Given twice')} numbers={duplicates} />
    </div>
  );
};

const Faults = ({ label, numbers }: { readonly label: string; readonly numbers: readonly number[] }) => {
  const t = useT();
  if (numbers.length === 0) {
    return null;
  }
  const rest = numbers.length - MOST_NAMED;
  return (
    <p className={styles.faults}>
      {label}: {numbers.slice(0, MOST_NAMED).join(', ')}
      {rest > 0 ? ` ${t('and {{count}} more', { count: rest })}` : null}
    </p>
  );
};

/** The numbers from first to last as one band; what is missing is cut out of it, never thinner than can be seen. */
const Strip = ({ counter: { last, missing }, start, step }: CounterProps) => {
  const end = Math.max(last ?? start, ...missing.slice(0, 1000));
  const width = Math.max(1, (end - start) / step + 1);
  return (
    <svg className={styles.strip} viewBox={`0 0 ${width} 1`} preserveAspectRatio="none" aria-hidden="true">
      <rect className={styles.issued} x={0} y={0} width={width} height={1} />
      {missing.map((number) => (
        <rect
          key={number}
          className={styles.gap}
          x={(number - start) / step}
          y={0}
          width={Math.max(1, width / 200)}
          height={1}
        />
      ))}
    </svg>
  );
};
