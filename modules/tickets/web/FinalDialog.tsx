import { useRef } from 'react';
import { newIdempotencyKey } from '#platform/web/api/client.ts';
import { type Text, text, useT } from '#platform/web/i18n/i18n.ts';
import { Confirmation } from '#platform/web/ui/confirm/Confirmation.tsx';
import type { TicketAction, TicketActionName, TicketDetail } from '../contract.ts';
import { lossesOf } from './losses.ts';
import type { Moves } from './use-moves.ts';
import { actionText } from './words.ts';

type FinalDialogProps = {
  readonly ticket: TicketDetail;
  readonly action: TicketAction;
  readonly moves: Moves;
  readonly onClose: () => void;
};

const questions: Readonly<Partial<Record<TicketActionName, Text>>> = {
  close: text('Close {{number}} for good?'),
  cancel: text('Cancel {{number}} for good?'),
};

/**
 * Asks before a move from which no other leads on. Whoever closes a solved request only hears that it ends for good; to
 * cancel one, its number has to be typed.
 */
export const FinalDialog = ({ ticket, action, moves, onClose }: FinalDialogProps) => {
  const t = useT();
  const key = useRef(newIdempotencyKey());
  const { number } = ticket;
  const closes = action.action === 'close';
  const question = questions[action.action];
  return (
    <Confirmation
      title={question === undefined ? `${t(actionText[action.action])} · ${number}` : t(question, { number })}
      losses={closes ? [] : lossesOf(t, ticket)}
      name={closes ? null : number}
      harmless={closes}
      action={t(actionText[action.action])}
      run={async () => void (await moves.move({ action: action.action }, key.current))}
      onClose={onClose}
    >
      {closes ? `${t('It ends for good: nobody can open it again.')} ` : null}
      {t('Conversation and history stay readable. If help is needed again, make a new request.')}
    </Confirmation>
  );
};
