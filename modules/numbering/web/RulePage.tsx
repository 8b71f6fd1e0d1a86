import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { useT } from '#platform/web/i18n/i18n.ts';
import { DetailPage } from '#platform/web/ui/detail/DetailPage.tsx';
import { DetailFrame } from '#platform/web/ui/detail/DetailSkeleton.tsx';
import { NotFound } from '#platform/web/ui/NotFound.tsx';
import { ErrorState } from '#platform/web/ui/State.tsx';
import type { NumberingRule } from '../contract.ts';
import { rulesQuery } from './api.ts';
import { LedgerTable } from './LedgerTable.tsx';
import { NextNumber } from './NextNumber.tsx';
import styles from './Numbering.module.css';
import { Proof } from './Proof.tsx';
import { RuleFacts } from './RuleFacts.tsx';
import { RuleSkeleton } from './RuleSkeleton.tsx';
import { RuleStory } from './RuleStory.tsx';
import { resetText, ruleName } from './words.ts';

const alone = { previous: null, next: null };

/** One rule: what comes next, the proof, and every number that it gave. */
const RulePage = () => {
  const t = useT();
  const id = Number(useParams({ from: '/shell/admin/numbering/$ruleId' }).ruleId);
  const { period } = useSearch({ from: '/shell/admin/numbering/$ruleId' });
  const crumbs = [{ to: '/admin/numbering', label: t('Numbering') }];
  const query = useQuery(rulesQuery);
  if (query.isPending) {
    return <RuleSkeleton crumbs={crumbs} />;
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
      <RuleStory
        next={<NextNumber id={id} />}
        proof={<Proof id={id} start={rule.start} step={rule.step} />}
        ledger={<LedgerTable id={id} period={period} />}
      />
    </DetailPage>
  );
};
export default RulePage;

/** The letters that its numbers begin with: short enough for the bar of a phone. */
const shortName = ({ id, parts }: NumberingRule): string =>
  parts.flatMap((part) => (part.type === 'text' ? [part.text] : []))[0] ?? `#${id}`;
