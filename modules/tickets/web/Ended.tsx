import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { draftKey, readDraft, writeDraft } from '#platform/web/forms/drafts.ts';
import { useT } from '#platform/web/i18n/i18n.ts';
import { can } from '#platform/web/session/session.ts';
import { useSession } from '#platform/web/session/use-session.ts';
import { Notice } from '#platform/web/ui/Notice.tsx';
import styles from './Composer.module.css';
import { emptyTicket, type NewTicketValues, newTicketDraft } from './new-ticket-draft.ts';

/** In place of the field: nobody would hear a reply to what has ended. What was begun goes along into a new request. */
export const Ended = ({ id }: { readonly id: number }) => {
  const t = useT();
  const session = useSession();
  const unsent = useUnsent(id);
  const take = (): void => {
    const key = draftKey({ userId: session.user.id, tenant: session.actingTenant.code }, newTicketDraft);
    const begun = readDraft<NewTicketValues>(key) ?? emptyTicket;
    if (unsent !== '' && begun.body === '') {
      writeDraft(key, { ...begun, body: unsent });
    }
  };
  return (
    <>
      <Unsent words={unsent} />
      <div className={styles.ended}>
        <p>{t('The request has ended. If the same happens again, send a new request.')}</p>
        {can(session, 'ticket.create') ? (
          <Button renderRoot={(props: object) => <Link to="/tickets/new" {...props} />} onClick={take}>
            {t('New request')}
          </Button>
        ) : null}
      </div>
    </>
  );
};

/** For staff, who keep their notes: the reply that they had begun. */
export const UnsentReply = ({ id }: { readonly id: number }) => <Unsent words={useUnsent(id)} />;

const Unsent = ({ words }: { readonly words: string }) => {
  const t = useT();
  return words === '' ? null : (
    <div className={styles.problem}>
      <Notice meaning="waiting" title={t('The request has ended. This reply was not sent:')} role="status">
        <span className={styles.unsent}>{words}</span>
      </Notice>
    </div>
  );
};

/** Read once the field is gone: in its last moment it keeps what was typed. */
const useUnsent = (id: number): string => {
  const { user, actingTenant } = useSession();
  const key = draftKey({ userId: user.id, tenant: actingTenant.code }, `ticket-${id}-comments`);
  const [words, setWords] = useState('');
  useEffect(() => setWords(readDraft<string>(key)?.trim() ?? ''), [key]);
  return words;
};
