import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useId } from 'react';
import { writeDraft } from '#platform/web/forms/drafts.ts';
import { useDraft } from '#platform/web/forms/use-draft.ts';
import { useT } from '#platform/web/i18n/i18n.ts';
import { Loaded } from '#platform/web/ui/section/Loaded.tsx';
import { Section, SectionEmpty } from '#platform/web/ui/section/Section.tsx';
import type { Ticket } from '../contract.ts';
import styles from './AskBox.module.css';
import { partQuery } from './api.ts';
import { Lines } from './Lines.tsx';
import { emptyTicket, longestTitle, type NewTicketValues, newTicketDraft } from './new-ticket-draft.ts';
import { Similar } from './Similar.tsx';
import type { TicketSearch } from './search.ts';

export { partQuery };

export type TicketSectionProps = {
  readonly title: string;
  readonly lead?: string;
  /** Which tickets; the link to all of them leads to the list with the same search. */
  readonly search: TicketSearch;
  readonly most: number;
  /** What stands at the end of a line: when it is due, who has the next move, when it was asked or changed. */
  readonly show: 'due' | 'move' | 'created' | 'updated';
  /** Leaves out some of what was found. */
  readonly only?: (ticket: Ticket) => boolean;
  /** Without it, nothing at all shows where there is nothing. */
  readonly empty?: ReactNode;
};

/** A few tickets inside another page, kept fresh by the live stream. */
export const TicketSection = ({ title, lead, search, most, show, only, empty }: TicketSectionProps) => {
  const t = useT();
  const query = useQuery(partQuery(search, most));
  const found = only === undefined ? query.data : query.data?.filter(only);
  if (empty === undefined && !query.isError && (found === undefined || found.length === 0)) {
    return null;
  }
  const all =
    found === undefined || found.length === 0 ? undefined : (
      <Link to="/tickets" search={search}>
        {t('Show all')}
      </Link>
    );
  return (
    <Section title={title} {...(lead === undefined ? {} : { lead })} more={all}>
      <Loaded query={{ ...query, data: found }}>
        {(tickets) =>
          tickets.length === 0 ? (
            <SectionEmpty>{empty}</SectionEmpty>
          ) : (
            <Lines tickets={tickets.slice(0, most)} show={show} label={title} />
          )
        }
      </Loaded>
    </Section>
  );
};

/** One question. What is typed is the title of a new request, kept as its draft; what was asked before shows below. */
export const AskBox = () => {
  const t = useT();
  const id = useId();
  const navigate = useNavigate();
  const draft = useDraft<NewTicketValues>(newTicketDraft, emptyTicket);
  const { title } = draft.value;
  const go = (event: FormEvent): void => {
    event.preventDefault();
    if (draft.key !== null && title.trim() !== '') {
      // The next page reads the draft before this one is gone and writes it.
      writeDraft(draft.key, draft.value);
    }
    void navigate({ to: '/tickets/new' });
  };
  return (
    <search className={styles.ask}>
      <form onSubmit={go}>
        <label htmlFor={id}>
          <h2>{t('What can we help you with?')}</h2>
        </label>
        <div className={styles.field}>
          <input
            id={id}
            name="question"
            value={title}
            maxLength={longestTitle}
            autoComplete="off"
            placeholder={t('What does not work, or what do you need?')}
            onChange={(event) => draft.set({ ...draft.value, title: event.currentTarget.value })}
          />
          <Button type="submit" size="md">
            {draft.restored && title !== '' ? t('Continue the request') : t('Write a request')}
          </Button>
        </div>
      </form>
      <Similar typed={title.trim()} />
    </search>
  );
};
