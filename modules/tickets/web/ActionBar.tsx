import { Button } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import { type Translate, text, useT } from '#platform/web/i18n/i18n.ts';
import { useKeys } from '#platform/web/keys/use-keys.ts';
import { useCommands } from '#platform/web/palette/use-commands.ts';
import { useSession } from '#platform/web/session/use-session.ts';
import { IconButton } from '#platform/web/ui/IconButton.tsx';
import { lateMenu } from '#platform/web/ui/menu/late-menu.tsx';
import { lazyPart } from '#platform/web/version/lazy-part.ts';
import type { TicketAction, TicketDetail } from '../contract.ts';
import { asksFirst, confirming, nextActions } from './next-action.ts';
import styles from './Ticket.module.css';
import { type Moves, useMoves } from './use-moves.ts';
import { actionLabel } from './words.ts';

const ActionDialog = lazyPart(async () => (await import('./ActionDialog.tsx')).ActionDialog);
const FinalDialog = lazyPart(async () => (await import('./FinalDialog.tsx')).FinalDialog);
const ActionMenu = lateMenu(async () => (await import('./ActionMenu.tsx')).ActionMenu);

/** The likeliest next step as the one button, all others in a menu; what needs words, or cannot be undone, asks first. */
export const ActionBar = ({ ticket }: { readonly ticket: TicketDetail }) => {
  const t = useT();
  const { user } = useSession();
  const moves = useMoves(ticket.id);
  const [asking, setAsking] = useState<TicketAction | null>(null);
  const { primary, others } = nextActions(ticket);
  const confirms = confirming(ticket, user.id);
  const menu = others.filter((action) => action !== confirms?.no);
  const Dialog = asking?.requires.length === 0 ? FinalDialog : ActionDialog;
  const start = (action: TicketAction): void => begin(action, moves, setAsking);
  const take = (action: TicketAction): void =>
    action.action === 'assign' ? moves.moveAtOnce(action, { assigneeId: user.id }) : start(action);
  useKeys(
    primary === null
      ? []
      : [{ keys: 'a', label: text('The next action'), group: 'detail', unlisted: true, run: () => take(primary) }],
  );
  useCommands([
    ...(primary === null ? [] : [{ label: primaryLabel(t, primary), keys: 'a', run: () => take(primary) }]),
    ...others.map((action) => ({ label: actionLabel(t, action), run: () => start(action) })),
  ]);
  return (
    <>
      {confirms === null ? null : <span className={styles.asks}>{t('Is it solved?')}</span>}
      {primary === null ? null : (
        <Button onClick={() => take(primary)}>
          {confirms === null ? primaryLabel(t, primary) : t('Yes, it works')}
        </Button>
      )}
      {confirms === null ? null : (
        <Button variant="default" onClick={() => start(confirms.no)}>
          {t('No, not yet…')}
        </Button>
      )}
      {menu.length === 0 ? null : (
        <ActionMenu
          face={<IconButton label={t('More actions')} icon={IconDots} variant="default" silent />}
          actions={menu}
          onChoose={start}
        />
      )}
      {asking === null ? null : (
        <Suspense fallback={null}>
          <Dialog ticket={ticket} action={asking} moves={moves} onClose={() => setAsking(null)} />
        </Suspense>
      )}
    </>
  );
};

const begin = (action: TicketAction, moves: Moves, ask: (action: TicketAction) => void): void =>
  asksFirst(action) ? ask(action) : moves.moveAtOnce(action);

const primaryLabel = (t: Translate, action: TicketAction): string =>
  action.action === 'assign' ? t('Take it') : actionLabel(t, action);
