import { Button } from '@mantine/core';
import { IconCircleCheckFilled, IconCircleDashed } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useT } from '#platform/web/i18n/i18n.ts';
import { can } from '#platform/web/session/session.ts';
import { useSession } from '#platform/web/session/use-session.ts';
import { Loaded } from '#platform/web/ui/section/Loaded.tsx';
import { Section } from '#platform/web/ui/section/Section.tsx';
import { VisuallyHidden } from '#platform/web/ui/VisuallyHidden.tsx';
import { anyTicketQuery, peopleQuery, tenantQuery } from './api.ts';
import styles from './Home.module.css';
import { recall, remember } from './remember.ts';

type Step = {
  readonly key: string;
  readonly done: boolean;
  readonly title: string;
  readonly help: string;
  readonly to: string;
};

/** What an administrator does in the first days, ticked off by what is there; gone once done or put away. */
export const FirstSteps = () => {
  const session = useSession();
  const [gone, setGone] = useState(() => recall(session, 'first-steps') === 'gone');
  const putAway = (): void => {
    remember(session, 'first-steps', 'gone');
    setGone(true);
  };
  return gone || !can(session, 'user.manage') ? null : <Steps onPutAway={putAway} />;
};

const Steps = ({ onPutAway }: { readonly onPutAway: () => void }) => {
  const t = useT();
  const session = useSession();
  const { steps, query } = useSteps();
  const done = steps?.filter((step) => step.done).length ?? 0;
  const all = steps !== undefined && done === steps.length;
  const [begun] = useState(() => recall(session, 'first-steps') === 'begun');
  useEffect(() => {
    if (steps !== undefined) {
      // Once all is done it is not asked again from the next visit on.
      remember(session, 'first-steps', all ? 'gone' : 'begun');
    }
  }, [steps, all, session]);
  // Neither a place for steps that are done already, nor an error about steps that nobody has seen yet.
  if ((all || steps === undefined) && !begun) {
    return null;
  }
  return (
    <Section
      title={all ? t('The first steps are done') : t('First steps')}
      lead={
        steps === undefined
          ? t('After these steps everything is ready for your users.')
          : t('{{done}} of {{all}} done', { done, all: steps.length })
      }
      more={
        <Button variant="default" onClick={onPutAway}>
          {t('Hide')}
        </Button>
      }
    >
      <Loaded query={{ ...query, data: steps }}>
        {(found) => (
          <ol className={styles.steps}>
            {found.map((step) => (
              <StepLine key={step.key} step={step} />
            ))}
          </ol>
        )}
      </Loaded>
    </Section>
  );
};

const StepLine = ({ step: { done, title, help, to } }: { readonly step: Step }) => {
  const t = useT();
  return (
    <li data-done={done || undefined}>
      {done ? (
        <IconCircleCheckFilled size={20} aria-hidden="true" />
      ) : (
        <IconCircleDashed size={20} stroke={1.6} aria-hidden="true" />
      )}
      <VisuallyHidden>{done ? t('Done') : t('To do')}</VisuallyHidden>
      <span>{done ? <strong>{title}</strong> : <Link to={to}>{title}</Link>}</span>
      <span className={styles.help}>{help}</span>
    </li>
  );
};

/** The steps by what is really there. They are asked for side by side, and shown together. */
const useSteps = () => {
  const t = useT();
  const people = useQuery(peopleQuery);
  const ticket = useQuery(anyTicketQuery);
  const tenant = useQuery(tenantQuery);
  const asked = [people, ticket, tenant];
  const query = {
    error: asked.find(({ error }) => error !== null)?.error ?? null,
    isFetching: asked.some(({ isFetching }) => isFetching),
    refetch: () => Promise.all(asked.filter(({ isError }) => isError).map(({ refetch }) => refetch())),
  };
  if (people.data === undefined || ticket.data === undefined || tenant.data === undefined) {
    return { steps: undefined, query };
  }
  const steps: readonly Step[] = [
    {
      key: 'tenant',
      done: tenant.data.businessNumber !== null,
      title: t('Check your organization’s details'),
      help: t('Enter the business number, and see whether the time zone is right: {{zone}}.', {
        zone: tenant.data.timeZone,
      }),
      to: '/admin/tenant',
    },
    {
      key: 'people',
      done: people.data.items.length > 1,
      title: t('Invite a colleague'),
      help: t('They get a link and choose a password of their own.'),
      to: '/admin/users',
    },
    {
      key: 'ticket',
      done: ticket.data,
      title: t('Write the first request'),
      help: t('Then you see what your people will see.'),
      to: '/tickets/new',
    },
  ];
  return { steps, query };
};
