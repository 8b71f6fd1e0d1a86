import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { useT } from '#platform/web/i18n/i18n.ts';
import { DetailPage } from '#platform/web/ui/detail/DetailPage.tsx';
import { DetailFrame, DetailSkeleton } from '#platform/web/ui/detail/DetailSkeleton.tsx';
import { Fact, Facts } from '#platform/web/ui/detail/Facts.tsx';
import { NotFound } from '#platform/web/ui/NotFound.tsx';
import { ErrorState } from '#platform/web/ui/State.tsx';
import { LinesSkeleton } from '#platform/web/ui/section/LinesSkeleton.tsx';
import type { NumberingRule } from '../contract.ts';
import { rulesQuery } from './api.ts';
import { LedgerTable } from './LedgerTable.tsx';
import { NextNumber } from './NextNumber.tsx';
import styles from './Numbering.module.css';
import { Proof } from './Proof.tsx';
import { overflowText, partWords, resetText, ruleName, scopeWords } from './words.ts';

const alone = { previous: null, next: null };

/** One rule: what comes next, the proof, and every number that it gave. */
const RulePage = () => {
  const t = useT();
  const id = Number(useParams({ from: '/shell/admin/numbering/$ruleId' }).ruleId);
  const { period } = useSearch({ from: '/shell/admin/numbering/$ruleId' });
  const crumbs = [{ to: '/admin/numbering', label: t('Numbering') }];
  const query = useQuery(rulesQuery);
  if (query.isPending) {
    return <DetailSkeleton crumbs={crumbs} story={<LinesSkeleton lines={5} />} />;
  }
  const rule = query.data?.find((each) => each.id === id);
  if (rule === undefined) {
    return (
      <DetailFrame crumbs={crumbs}>
        {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} whole /> : <NotFound />}
      </DetailFrame>
    );
  }
  const name = ruleName(t, rule);
  return (
    <DetailPage
      crumbs={crumbs}
      number={shortName(rule)}
      title={name}
      heading={<h1>{name}</h1>}
      meta={
        <>
          <span className={styles.number}>{rule.pattern}</span>
          <span>{t(resetText[rule.resetPeriod])}</span>
        </>
      }
      actions={null}
      neighbours={alone}
      facts={<RuleFacts rule={rule} />}
    >
      <section className={styles.part}>
        <NextNumber id={id} />
      </section>
      <section className={styles.part}>
        <h2>{t('Is any number missing?')}</h2>
        <Proof id={id} start={rule.start} step={rule.step} />
      </section>
      <section className={styles.part}>
        <h2>{t('Numbers given')}</h2>
        <LedgerTable id={id} period={period} />
      </section>
    </DetailPage>
  );
};
export default RulePage;

/** The letters that its numbers begin with: short enough for the bar of a phone. */
const shortName = ({ id, parts }: NumberingRule): string =>
  parts.flatMap((part) => (part.type === 'text' ? [part.text] : []))[0] ?? `#${id}`;

const RuleFacts = ({ rule }: { readonly rule: NumberingRule }) => {
  const t = useT();
  return (
    <Facts>
      <Fact label={t('Numbers')}>{scopeWords(t, rule)}</Fact>
      <Fact label={t('Code')}>{rule.code}</Fact>
      <Fact label={t('Made of')}>
        <ol className={styles.plain}>
          {rule.parts.map((part) => (
            <li key={JSON.stringify(part)}>{partWords(t, part)}</li>
          ))}
        </ol>
      </Fact>
      <Fact label={t('Between them')}>{rule.separator === '' ? t('nothing') : rule.separator}</Fact>
      <Fact label={t('Starts at')}>{rule.start}</Fact>
      <Fact label={t('Counts by')}>{rule.step}</Fact>
      <Fact label={t('Starts again')}>{t(resetText[rule.resetPeriod])}</Fact>
      <Fact label={t('When it is full')}>{t(overflowText[rule.onOverflow])}</Fact>
      <Fact label={t('State')}>{rule.status === 'active' ? t('Active') : t('Retired')}</Fact>
    </Facts>
  );
};
