import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useT } from '#platform/web/i18n/i18n.ts';
import { TopBar } from '#platform/web/shell/TopBar.tsx';
import { FormPage } from '#platform/web/ui/FormPage.tsx';
import { EmptyState, ErrorState } from '#platform/web/ui/State.tsx';
import { VisuallyHidden } from '#platform/web/ui/VisuallyHidden.tsx';
import type { NumberingRule } from '../contract.ts';
import { rulesQuery } from './api.ts';
import { NextNumber } from './NextNumber.tsx';
import styles from './Numbering.module.css';
import { resetText, ruleName } from './words.ts';

/** The rules by which documents get their numbers; to read, not to change. */
const RulesPage = () => {
  const t = useT();
  return (
    <FormPage bar={<TopBar title={<h1>{t('Numbering')}</h1>} />} title={t('Numbering')}>
      <Rules />
    </FormPage>
  );
};
export default RulesPage;

const Rules = () => {
  const t = useT();
  const query = useQuery(rulesQuery);
  if (query.isPending) {
    return (
      <div role="status">
        <VisuallyHidden>{t('Loading')}</VisuallyHidden>
        <Skeleton h={14} w="80%" mt={3} mb={23} />
        <ul className={styles.cards}>
          {['incident', 'request'].map((key) => (
            <li key={key} className={styles.card}>
              <Skeleton h={16} w="20%" my={4} />
              <Skeleton h={14} w="50%" mt={9} mb={15} />
              <Skeleton h={14} w="40%" mb={8} />
              <Skeleton h={12} w="75%" mb={3} />
            </li>
          ))}
        </ul>
      </div>
    );
  }
  if (query.isError) {
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  }
  return query.data.length === 0 ? (
    <EmptyState title={t('There are no numbering rules')}>
      {t('A rule says what the numbers of documents are made of and when they start again.')}
    </EmptyState>
  ) : (
    <>
      <p className={styles.lead}>
        {t('Every number that a rule gives is written down. None is left out and none is given twice.')}
      </p>
      <ul className={styles.cards}>
        {query.data.map((rule) => (
          <RuleCard key={rule.id} rule={rule} />
        ))}
      </ul>
    </>
  );
};

const RuleCard = ({ rule }: { readonly rule: NumberingRule }) => {
  const t = useT();
  return (
    <li className={styles.card}>
      <h2>
        <Link to="/admin/numbering/$ruleId" params={{ ruleId: String(rule.id) }} search={{}}>
          {ruleName(t, rule)}
        </Link>
      </h2>
      <div className={styles.line}>
        <span className={styles.number}>{rule.pattern}</span>
        <span>{t(resetText[rule.resetPeriod])}</span>
        {rule.status === 'inactive' ? <span>{t('Not in use')}</span> : null}
      </div>
      <NextNumber id={rule.id} />
    </li>
  );
};
