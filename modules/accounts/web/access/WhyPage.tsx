import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useT } from '#platform/web/i18n/i18n.ts';
import { TopBar } from '#platform/web/shell/TopBar.tsx';
import { FormPage } from '#platform/web/ui/FormPage.tsx';
import { Needs } from '#platform/web/ui/Needs.tsx';
import { ErrorState } from '#platform/web/ui/State.tsx';
import { VisuallyHidden } from '#platform/web/ui/VisuallyHidden.tsx';
import styles from './Access.module.css';
import { explanationQuery, type Question } from './api.ts';
import { GatePath } from './GatePath.tsx';
import type { WhySearch } from './search.ts';
import { WhyForm } from './WhyForm.tsx';

/** Why somebody may or may not: the question stands in the address, the answer is the way through the four gates. */
const WhyPage = () => {
  const t = useT();
  const navigate = useNavigate({ from: '/admin/why' });
  const search = useSearch({ from: '/shell/admin/why' });
  const title = t('Check access');
  const [missed, setMissed] = useState<WhySearch | null>(null);
  const question = missed === search ? null : questionOf(search);
  return (
    <FormPage
      bar={<TopBar crumbs={[{ to: '/admin/access', label: t('Roles and access') }]} title={<h1>{title}</h1>} />}
      title={title}
    >
      <Needs ability="permission.manage">
        <WhyForm
          key={JSON.stringify(search)}
          search={search}
          onAsk={(next) => {
            setMissed(null);
            void navigate({ search: { ...next } as WhySearch });
          }}
          onMiss={() => setMissed(search)}
        />
        {question === null ? null : <Answer question={question} />}
      </Needs>
    </FormPage>
  );
};
export default WhyPage;

const questionOf = ({ user, action, subject }: WhySearch): Question | null =>
  user === undefined || action === undefined ? null : { user, action, ...(subject && { subject }) };

const Answer = ({ question }: { readonly question: Question }) => {
  const query = useQuery(explanationQuery(question));
  if (query.isPending) {
    return <AnswerSkeleton />;
  }
  if (query.isError) {
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  }
  return <GatePath question={question} answer={query.data} />;
};

/** The answer on its way: the verdict and four gates. */
const AnswerSkeleton = () => {
  const t = useT();
  return (
    <div role="status">
      <VisuallyHidden>{t('Loading')}</VisuallyHidden>
      <Skeleton h={44} mb={16} />
      {['40%', '55%', '45%', '50%'].map((width) => (
        <div key={width} className={styles.gateShape}>
          <Skeleton h={32} circle />
          <div>
            <Skeleton h={14} w="20%" mt={9} mb={8} />
            <Skeleton h={14} w={width} />
          </div>
        </div>
      ))}
    </div>
  );
};
