import { useT } from '#platform/web/i18n/i18n.ts';
import type { Crumb } from '#platform/web/shell/TopBar.tsx';
import { DetailSkeleton } from '#platform/web/ui/detail/DetailSkeleton.tsx';
import { WordsSkeleton } from '#platform/web/ui/WordsSkeleton.tsx';
import { LedgerSkeleton } from './LedgerTable.tsx';
import { NextNumberSkeleton } from './NextNumber.tsx';
import styles from './Numbering.module.css';
import { ProofSkeleton } from './Proof.tsx';
import { RuleFactsSkeleton } from './RuleFacts.tsx';
import { RuleStory } from './RuleStory.tsx';
import { resetText } from './words.ts';

/** The page of a rule on its way. */
export const RuleSkeleton = ({ crumbs }: { readonly crumbs: readonly Crumb[] }) => {
  const t = useT();
  return (
    <DetailSkeleton
      crumbs={crumbs}
      acts={false}
      meta={
        <>
          <span className={styles.number}>
            <WordsSkeleton like="INC-{yyyy}-{000000}" />
          </span>
          <WordsSkeleton like={t(resetText.yearly)} />
        </>
      }
      story={<RuleStory next={<NextNumberSkeleton />} proof={<ProofSkeleton />} ledger={<LedgerSkeleton />} />}
      facts={<RuleFactsSkeleton />}
    />
  );
};
