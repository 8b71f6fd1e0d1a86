import { call } from '../api/client.ts';
import { isProblem } from '../api/problem.ts';
import { closeDrafts } from '../forms/drafts.ts';
import { emptyTray } from '../tray/runs.ts';
import { forgetPlace } from './place.ts';
import type { Session } from './session.ts';
import { type TabMessage, tellTabs } from './tabs.ts';

/** Where a tab begins anew: nothing of what it held in memory survives a full load. */
export const startOver = (path: string): void => {
  emptyTray();
  window.location.assign(path);
};

const wipe = (): void => {
  closeDrafts();
  forgetPlace();
};

/** Ends the session, wipes drafts and caches (pharmacies share their computers), and tells the other tabs. */
export const signOut = async (): Promise<void> => {
  try {
    await call('DELETE', '/session');
  } catch (error) {
    if (!isProblem(error) || error.status !== 401) {
      throw error;
    }
  }
  wipe();
  tellTabs({ kind: 'signed-out' });
  startOver('/sign-in');
};

/** Acts in another tenant from now on, in all tabs of this browser. Drafts stay: they are kept per tenant. */
export const switchTenant = async (code: string): Promise<void> => {
  await call<Session>('PUT', '/session/acting-tenant', { body: { code }, anyTenant: true });
  tellTabs({ kind: 'switched', code });
  startOver('/');
};

/** What this tab does when another one signed out or switched. */
export const followTabs = (message: TabMessage): void => {
  if (message.kind === 'signed-out') {
    wipe();
  }
  startOver(message.kind === 'signed-out' ? '/sign-in' : '/');
};
