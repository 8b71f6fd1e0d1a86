import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useT } from '#platform/web/i18n/i18n.ts';
import { can } from '#platform/web/session/session.ts';
import { useSession } from '#platform/web/session/use-session.ts';
import { TopBar } from '#platform/web/shell/TopBar.tsx';
import { FormPage } from '#platform/web/ui/FormPage.tsx';
import { EmptyState, ErrorState } from '#platform/web/ui/State.tsx';
import { VisuallyHidden } from '#platform/web/ui/VisuallyHidden.tsx';
import { WordsSkeleton } from '#platform/web/ui/WordsSkeleton.tsx';
import type { NumberingRule } from '../contract.ts';
import { rulesQuery } from './api.ts';
import { NextNumber, NextNumberSkeleton } from './NextNumber.tsx';
import styles from './Numbering.module.css';
import { resetText, ruleName, statusText } from './words.ts';

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
  const query = useQuery(rulesQuery);
  if (query.isPending) {
    return <RulesSkeleton />;
  }
  if (query.isError) {
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (query.data.length === 0) {
    return <NoRules busy={query.isFetching} onRetry={() => void query.refetch()} />;
  }
  return (
    <>
      <Lead />
      <ul className={styles.cards}>
        {query.data.map((rule) => (
          <RuleCard key={rule.id} rule={rule} />
        ))}
      </ul>
    </>
  );
};

const Lead = () => {
  const t = useT();
  return <p className={styles.lead}>{t('Every number is recorded. None is skipped, and none is given twice.')}</p>;
};

/** Rules come with an organization; where they are gone, whoever keeps the database can bring them back, and nobody else. */
const NoRules = ({ busy, onRetry }: { readonly busy: boolean; readonly onRetry: () => void }) => {
  const t = useT();
  const again = (
    <Button variant="default" loading={busy} onClick={onRetry}>
      {t('Check again')}
    </Button>
  );
  return (
    <EmptyState title={t('There are no numbering rules')} action={again}>
      <p>{t('An organization has its rules from the start. Without them nobody can file a request.')}</p>
      <p>
        {can(useSession(), 'system.read')
          ? t(
              'Find out what removed them before you restore anything. See docs/operations.md in the installation folder.',
            )
          : t('Ask an administrator of the provider.')}
      </p>
    </EmptyState>
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
        {rule.status === 'inactive' ? <span>{t(statusText.inactive)}</span> : null}
      </div>
      <NextNumber id={rule.id} />
    </li>
  );
};

/** The two rules that every organization has, on their way. */
const RulesSkeleton = () => {
  const t = useT();
  return (
    <div role="status">
      <VisuallyHidden>{t('Loading')}</VisuallyHidden>
      <Lead />
      <ul className={styles.cards}>
        {[
          { name: t('Incident'), pattern: 'INC-{yyyy}-{000000}' },
          { name: t('Service request'), pattern: 'SR-{yyyy}-{000000}' },
        ].map(({ name, pattern }) => (
          <li key={name} className={styles.card}>
            <h2>
              <WordsSkeleton like={name} />
            </h2>
            <div className={styles.line}>
              <span className={styles.number}>
                <WordsSkeleton like={pattern} />
              </span>
              <WordsSkeleton like={t(resetText.yearly)} />
            </div>
            <NextNumberSkeleton />
          </li>
        ))}
      </ul>
    </div>
  );
};
