import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Outlet, useRouter } from '@tanstack/react-router';
import { Suspense, useEffect, useMemo } from 'react';
import { followAccount, useT } from '../i18n/i18n.ts';
import { LiveProvider } from '../live/LiveProvider.tsx';
import type { ServerEvent } from '../live/sse.ts';
import type { WebModule } from '../module.ts';
import { PaletteKey } from '../palette/PaletteKey.tsx';
import { followTabs } from '../session/leave.ts';
import { keepPlace, noteMove, wasMoved } from '../session/place.ts';
import { actsElsewhere, type Session, sessionQuery } from '../session/session.ts';
import { watchTabs } from '../session/tabs.ts';
import { SessionContext } from '../session/use-session.ts';
import { Tray } from '../tray/Tray.tsx';
import { notify } from '../ui/notify.ts';
import { UndoKeys } from '../ui/undo.tsx';
import { lazyPart } from '../version/lazy-part.ts';
import { ElsewhereBar } from './ElsewhereBar.tsx';
import { KeysHelp } from './KeysHelp.tsx';
import { Nav } from './Nav.tsx';
import { NewVersionBar } from './NewVersionBar.tsx';
import { NavContext } from './nav-context.ts';
import { PaperHead } from './PaperHead.tsx';
import { ReconnectBar } from './ReconnectBar.tsx';
import { RouteAnnouncer } from './RouteAnnouncer.tsx';
import { SessionWatch } from './SessionWatch.tsx';
import styles from './Shell.module.css';
import { useNavState } from './use-nav-state.ts';

const Toasts = lazyPart(async () => (await import('../ui/Toasts.tsx')).Toasts);

/** The house around every page of somebody signed in. */
export const Shell = () => {
  const { data: session } = useSuspenseQuery(sessionQuery);
  return session === null ? null : <House session={session} />;
};

const House = ({ session }: { readonly session: Session }) => {
  const t = useT();
  const { modules } = useRouter().options.context;
  const nav = useNavState();
  const follow = useFollow(modules);
  useEffect(() => keepPlace(session), [session]);
  useOtherTabs(session);
  useEffect(() => void followAccount(session.user.locale), [session.user.locale]);
  return (
    <SessionContext value={session}>
      <LiveProvider onEvent={follow}>
        <NavContext value={nav}>
          <KeysHelp>
            <PaletteKey>
              <div className={styles.shell} data-nav={nav.mode} data-elsewhere={actsElsewhere(session) || undefined}>
                <a className={styles.skip} href="#main">
                  {t('Skip to the content')}
                </a>
                <Nav state={nav} />
                <div className={styles.column}>
                  <PaperHead />
                  <ElsewhereBar />
                  <main id="main" className={styles.main} tabIndex={-1}>
                    <Outlet />
                  </main>
                  <Tray />
                  <ReconnectBar />
                  <NewVersionBar />
                </div>
              </div>
            </PaletteKey>
          </KeysHelp>
        </NavContext>
        <SessionWatch />
        <UndoKeys />
        <RouteAnnouncer />
        <Suspense fallback={null}>
          <Toasts />
        </Suspense>
      </LiveProvider>
    </SessionContext>
  );
};

/** Another tab signs out, or changes the organization: this one goes along, and says so where one would be surprised. */
const useOtherTabs = ({ actingTenant: { name } }: Session): void => {
  const t = useT();
  useEffect(
    () =>
      watchTabs((message) => {
        if (message.kind === 'switched') {
          noteMove();
        }
        followTabs(message);
      }),
    [],
  );
  useEffect(() => {
    if (wasMoved()) {
      void notify({
        meaning: 'done',
        message: t('You changed the organization in another tab. This tab moved to {{tenant}}, too.', { tenant: name }),
        lastsMs: 10_000,
      });
    }
  }, [t, name]);
};

/** What the modules do with what the live stream says. Modules do not change while the page is open. */
const useFollow = (modules: readonly WebModule[]): ((event: ServerEvent) => void) => {
  const client = useQueryClient();
  return useMemo(() => {
    const followers = modules.flatMap(({ follow }) => (follow === undefined ? [] : [follow(client)]));
    return (event) => {
      for (const follow of followers) {
        follow(event);
      }
    };
  }, [modules, client]);
};
