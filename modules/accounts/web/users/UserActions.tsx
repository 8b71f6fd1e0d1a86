import { Button } from '@mantine/core';
import { IconDots, IconLink } from '@tabler/icons-react';
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { type Translate, useT } from '#platform/web/i18n/i18n.ts';
import { problemText } from '#platform/web/i18n/problem-text.ts';
import { Confirmation } from '#platform/web/ui/confirm/Confirmation.tsx';
import type { Loaded } from '#platform/web/ui/detail/use-fact-changes.ts';
import { IconButton } from '#platform/web/ui/IconButton.tsx';
import { lateMenu } from '#platform/web/ui/menu/late-menu.tsx';
import { notify } from '#platform/web/ui/notify.ts';
import { personName } from '#platform/web/ui/person-name.ts';
import type { User, UserWaysIn } from '../../contract.ts';
import { disableUser, enableUser, endSessions, userKeys, waysInQuery } from './api.ts';

const LinkDialog = lazy(async () => ({ default: (await import('./LinkDialog.tsx')).LinkDialog }));
const UserMore = lateMenu(async () => (await import('./UserMore.tsx')).UserMore);

type Open = 'link' | 'disable' | 'sessions' | null;
type UserActionsProps = {
  readonly user: User;
  readonly onChanged: (client: QueryClient, user: Loaded<User>) => void;
};

/** What can be done with an account: the likeliest as a button, the rest in a menu. */
export const UserActions = ({ user, onChanged }: UserActionsProps) => {
  const t = useT();
  const client = useQueryClient();
  const [open, setOpen] = useState<Open>(null);
  const close = (): void => setOpen(null);
  const may = (ability: User['abilities'][number]): boolean => user.abilities.includes(ability);
  const enable = (): void => {
    enableUser(user.id).then(
      (changed) => {
        onChanged(client, changed);
        void notify({ meaning: 'done', message: t('{{name}} can sign in again', { name: personName(user) }) });
      },
      (error: unknown) => notify({ meaning: 'danger', message: problemText(t, error) }),
    );
  };
  return (
    <>
      {may('user.enable') ? <Button onClick={enable}>{t('Enable again')}</Button> : null}
      {may('user.invite') ? (
        <Button
          variant={user.status === 'invited' ? 'filled' : 'default'}
          leftSection={<IconLink size={16} stroke={1.75} />}
          onClick={() => setOpen('link')}
        >
          {user.status === 'invited' ? t('Create an invitation link…') : t('Create a password link…')}
        </Button>
      ) : null}
      {may('user.end_sessions') || may('user.disable') ? (
        <UserMore
          face={<IconButton label={t('More actions')} icon={IconDots} silent variant="default" />}
          user={user}
          onOpen={setOpen}
        />
      ) : null}
      {open === 'link' ? (
        <Suspense fallback={null}>
          <LinkDialog user={user} onClose={close} />
        </Suspense>
      ) : null}
      {open === 'disable' ? <Disablement user={user} onChanged={onChanged} onClose={close} /> : null}
      {open === 'sessions' ? <SignOutEverywhere user={user} onClose={close} /> : null}
    </>
  );
};

const Disablement = ({ user, onChanged, onClose }: UserActionsProps & { readonly onClose: () => void }) => {
  const t = useT();
  const client = useQueryClient();
  const { data } = useQuery(waysInQuery(user.id));
  const name = personName(user);
  const run = async (): Promise<void> => {
    onChanged(client, await disableUser(user.id));
    void notify({ meaning: 'done', message: t('{{name}} is disabled', { name }) });
  };
  return (
    <Confirmation
      title={t('Disable the account of {{name}}?', { name })}
      losses={data === undefined ? null : lossesOf(t, data)}
      // Keys do not come back when the account does: then its login is asked for.
      name={data !== undefined && data.apiKeys > 0 ? user.login : null}
      action={t('Disable the account')}
      run={run}
      onClose={onClose}
    >
      {t(
        'The person is out at once, also in the middle of work. API keys end for good and have to be made anew later. Requests and history stay, and the account can be enabled again.',
      )}
    </Confirmation>
  );
};

const lossesOf = (t: Translate, { sessions, tokens, apiKeys }: UserWaysIn): string[] => {
  const losses = [
    [sessions + tokens, t('{{count}} running sessions end', { count: sessions + tokens })],
    [apiKeys, t('{{count}} API keys end for good', { count: apiKeys })],
  ] as const;
  return losses.filter(([count]) => count > 0).map(([, sentence]) => sentence);
};

const SignOutEverywhere = ({ user, onClose }: { readonly user: User; readonly onClose: () => void }) => {
  const t = useT();
  const client = useQueryClient();
  const { data } = useQuery(waysInQuery(user.id));
  const count = data === undefined ? 0 : data.sessions + data.tokens;
  const run = async (): Promise<void> => {
    await endSessions(user.id);
    void client.invalidateQueries({ queryKey: userKeys.waysIn(user.id) });
    void notify({ meaning: 'done', message: t('{{name}} is signed out everywhere', { name: personName(user) }) });
  };
  return (
    <Confirmation
      title={t('Sign {{name}} out everywhere?', { name: personName(user) })}
      losses={data === undefined ? null : [t('{{count}} running sessions end', { count })]}
      name={null}
      action={t('Sign out everywhere')}
      run={run}
      onClose={onClose}
    >
      {t('The account and its API keys stay. The person can sign in again with the password.')}
    </Confirmation>
  );
};
