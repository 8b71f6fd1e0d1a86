import { Skeleton } from '@mantine/core';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { type Translate, useT } from '#platform/web/i18n/i18n.ts';
import { TopBar } from '#platform/web/shell/TopBar.tsx';
import { FormPage } from '#platform/web/ui/FormPage.tsx';
import { Needs } from '#platform/web/ui/Needs.tsx';
import { ErrorState } from '#platform/web/ui/State.tsx';
import { VisuallyHidden } from '#platform/web/ui/VisuallyHidden.tsx';
import type { ExplanationAnswer } from '../../contract.ts';
import styles from './Access.module.css';
import { explanationQuery, type Question } from './api.ts';
import { GatePath } from './GatePath.tsx';
import { subjectWords } from './gate-words.ts';
import type { WhySearch } from './search.ts';
import { WhyForm } from './WhyForm.tsx';

/** Why somebody may or may not: the question stands in the address, the answer is the way through the four gates. */
const WhyPage = () => {
  const t = useT();
  const title = t('Check access');
  return (
    <FormPage
      bar={<TopBar crumbs={[{ to: '/admin/access', label: t('Roles and access') }]} title={<h1>{title}</h1>} />}
      title={title}
    >
      <Needs ability="permission.manage">
        <Check />
      </Needs>
    </FormPage>
  );
};
export default WhyPage;

/** Asks only where one may: whoever may not has asked nothing. */
const Check = () => {
  const t = useT();
  const navigate = useNavigate({ from: '/admin/why' });
  const search = useSearch({ from: '/shell/admin/why' });
  const [missed, setMissed] = useState<WhySearch | null>(null);
  const [written, setWritten] = useState<Written | null>(null);
  const question = questionOf(search);
  const query = useQuery({ ...explanationQuery(question ?? nothing), enabled: question !== null });
  return (
    <>
      <WhyForm
        key={JSON.stringify(search)}
        search={search}
        subject={subjectOf(t, search, written, question === null ? null : query)}
        onAsk={(next, text) => {
          setMissed(null);
          setWritten({ subject: next.subject, text });
          void navigate({ search: { ...next } as WhySearch });
        }}
        onMiss={() => setMissed(search)}
      />
      {question === null || missed === search ? null : <Answer question={question} query={query} />}
    </>
  );
};

type Explanation = UseQueryResult<ExplanationAnswer>;
type Written = { readonly subject: string | undefined; readonly text: string };
const nothing: Question = { user: '', action: '' };

/**
 * The subject as somebody wrote it, or by the name that the answer has for its id; null while that is on its way. After a
 * failure the form is there, and stays there while it is tried again: somebody may be writing in it.
 */
const subjectOf = (
  t: Translate,
  { subject }: WhySearch,
  written: Written | null,
  query: Explanation | null,
): string | null => {
  if (subject === undefined) {
    return '';
  }
  if (written?.subject === subject) {
    return written.text;
  }
  const isComing = query?.isPending === true && query.errorUpdateCount === 0;
  return isComing ? null : subjectWords({ t, subjectName: query?.data?.subjectName ?? null }, subject);
};

const questionOf = ({ user, action, subject }: WhySearch): Question | null =>
  user === undefined || action === undefined ? null : { user, action, ...(subject && { subject }) };

const Answer = ({ question, query }: { readonly question: Question; readonly query: Explanation }) => {
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
