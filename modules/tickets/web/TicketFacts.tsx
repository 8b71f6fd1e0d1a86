import { useQuery } from '@tanstack/react-query';
import { useT } from '#platform/web/i18n/i18n.ts';
import { useSession } from '#platform/web/session/use-session.ts';
import { ChoiceFact } from '#platform/web/ui/detail/ChoiceFact.tsx';
import { DateFact } from '#platform/web/ui/detail/DateFact.tsx';
import { Fact, Facts } from '#platform/web/ui/detail/Facts.tsx';
import { TagsFact } from '#platform/web/ui/detail/TagsFact.tsx';
import { Person } from '#platform/web/ui/Person.tsx';
import { When } from '#platform/web/ui/When.tsx';
import type { TicketDetail, TicketPatch } from '../contract.ts';
import { categoriesQuery } from './api.ts';
import { PriorityIcon } from './PriorityIcon.tsx';
import styles from './Ticket.module.css';
import { channelText, impactText, levels, priorityText, urgencyText } from './words.ts';

type FactsProps = {
  readonly ticket: TicketDetail;
  /** Null where the reader may not change facts. */
  readonly onChange: ((patch: TicketPatch) => void) | null;
};

/** The facts of a ticket; staff change them where they stand. */
export const TicketFacts = (props: FactsProps) => (
  <Facts>
    <PeopleFacts {...props} />
    <WeightFacts {...props} />
    <OrderFacts {...props} />
    <TimeFacts {...props} />
  </Facts>
);

const PeopleFacts = ({ ticket: { assignee, requester, onBehalfOf } }: FactsProps) => {
  const t = useT();
  const { user } = useSession();
  return (
    <>
      <Fact label={t('Assignee')}>
        {assignee === null ? (
          <span className={styles.nobody}>{t('Nobody yet')}</span>
        ) : (
          <Person name={assignee.name} me={assignee.id === user.id} />
        )}
      </Fact>
      <Fact label={t('Requester')}>
        <Person name={requester.name} me={requester.id === user.id} />
      </Fact>
      {onBehalfOf === null ? null : (
        <Fact label={t('For')}>
          <Person name={onBehalfOf.name} />
        </Fact>
      )}
    </>
  );
};

const WeightFacts = ({ ticket, onChange }: FactsProps) => {
  const t = useT();
  const of = (words: typeof impactText) => levels.map((level) => ({ value: String(level), label: t(words[level]) }));
  return (
    <>
      <Fact label={t('Priority')}>
        <span className={styles.priority}>
          <PriorityIcon priority={ticket.priority} named={false} />
          {t(priorityText[ticket.priority])}
        </span>
      </Fact>
      <ChoiceFact
        label={t('Impact')}
        value={String(ticket.impact)}
        choices={of(impactText)}
        onChange={onChange && ((impact) => onChange({ impact: Number(impact) }))}
      />
      <ChoiceFact
        label={t('Urgency')}
        value={String(ticket.urgency)}
        choices={of(urgencyText)}
        onChange={onChange && ((urgency) => onChange({ urgency: Number(urgency) }))}
      />
    </>
  );
};

const OrderFacts = ({ ticket, onChange }: FactsProps) => {
  const t = useT();
  const { due, tags } = ticket;
  return (
    <>
      <CategoryFact ticket={ticket} onChange={onChange} />
      {onChange !== null || due !== null ? (
        <DateFact label={t('Due')} at={due} onChange={onChange && ((at) => onChange({ due: at }))} />
      ) : null}
      {onChange !== null || tags.length > 0 ? (
        <TagsFact label={t('Tags')} tags={tags} onChange={onChange && ((next) => onChange({ tags: next }))} />
      ) : null}
    </>
  );
};

const CategoryFact = ({ ticket: { category }, onChange }: FactsProps) => {
  const t = useT();
  const { data: categories = [] } = useQuery({ ...categoriesQuery, enabled: onChange !== null });
  const known = category === null || categories.some(({ id }) => id === category.id) ? [] : [category];
  const choices = [...known, ...categories].map(({ id, name }) => ({ value: String(id), label: name }));
  return choices.length === 0 ? null : (
    <ChoiceFact
      label={t('Category')}
      value={category === null ? null : String(category.id)}
      choices={choices}
      onChange={onChange && ((id) => onChange({ categoryId: Number(id) }))}
    />
  );
};

const TimeFacts = ({ ticket, onChange }: FactsProps) => {
  const t = useT();
  return (
    <>
      {onChange === null ? null : <Fact label={t('Came by')}>{t(channelText[ticket.channel])}</Fact>}
      <Fact label={t('Created')}>
        <When at={ticket.createdAt} exact />
      </Fact>
      <Fact label={t('Last updated')}>
        <When at={ticket.updatedAt} />
      </Fact>
      {ticket.resolvedAt === null ? null : (
        <Fact label={t('Resolved')}>
          <When at={ticket.resolvedAt} exact />
        </Fact>
      )}
    </>
  );
};
