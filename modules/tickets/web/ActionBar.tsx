import { Button, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import { type Translate, text, useT } from '#platform/web/i18n/i18n.ts';
import { useKeys } from '#platform/web/keys/use-keys.ts';
import { useCommands } from '#platform/web/palette/use-commands.ts';
import { useSession } from '#platform/web/session/use-session.ts';
import { IconButton } from '#platform/web/ui/IconButton.tsx';
import { lazyPart } from '#platform/web/version/lazy-part.ts';
import type { TicketAction, TicketDetail } from '../contract.ts';
import { isEnding, nextActions } from './next-action.ts';
import { StatusIcon } from './status.tsx';
import { type Moves, useMoves } from './use-moves.ts';
import { actionText } from './words.ts';

const ActionDialog = lazyPart(async () => (await import('./ActionDialog.tsx')).ActionDialog);
const FinalDialog = lazyPart(async () => (await import('./FinalDialog.tsx')).FinalDialog);

/** The likeliest next step as the one button, all others in a menu; what needs words, or cannot be undone, asks first. */
export const ActionBar = ({ ticket }: { readonly ticket: TicketDetail }) => {
  const t = useT();
  const { user } = useSession();
  const moves = useMoves(ticket.id);
  const [asking, setAsking] = useState<TicketAction | null>(null);
  const { primary, others } = nextActions(ticket);
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
    ...others.map((action) => ({ label: menuLabel(t, action), run: () => start(action) })),
  ]);
  return (
    <>
      {primary === null ? null : <Button onClick={() => take(primary)}>{primaryLabel(t, primary)}</Button>}
      {others.length === 0 ? null : (
        <Menu position="bottom-end" width={220}>
          <Menu.Target>
            <IconButton label={t('More actions')} icon={IconDots} variant="default" silent />
          </Menu.Target>
          <Menu.Dropdown>
            {others.map((action, index) => (
              <MenuAction
                key={action.action}
                action={action}
                apart={isEnding(action) && index > 0 && !isEnding(others[index - 1] ?? action)}
                onChoose={start}
              />
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {asking === null ? null : (
        <Suspense fallback={null}>
          <Dialog ticket={ticket} action={asking} moves={moves} onClose={() => setAsking(null)} />
        </Suspense>
      )}
    </>
  );
};

type MenuActionProps = {
  readonly action: TicketAction;
  readonly apart: boolean;
  readonly onChoose: (action: TicketAction) => void;
};

const MenuAction = ({ action, apart, onChoose }: MenuActionProps) => {
  const t = useT();
  return (
    <>
      {apart ? <Menu.Divider /> : null}
      <Menu.Item leftSection={<StatusIcon status={action.to} />} onClick={() => onChoose(action)}>
        {menuLabel(t, action)}
      </Menu.Item>
    </>
  );
};

const begin = (action: TicketAction, moves: Moves, ask: (action: TicketAction) => void): void =>
  asksFirst(action) ? ask(action) : moves.moveAtOnce(action);

const asksFirst = ({ requires, final }: TicketAction): boolean => final || requires.length > 0;

/** Three dots say that something will be asked first. */
const menuLabel = (t: Translate, action: TicketAction): string =>
  asksFirst(action) ? `${t(actionText[action.action])}…` : t(actionText[action.action]);

const primaryLabel = (t: Translate, action: TicketAction): string =>
  action.action === 'assign' ? t('Take it') : menuLabel(t, action);
