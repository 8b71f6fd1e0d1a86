import type { QueryClient } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import type { Text } from './i18n/i18n.ts';
import type { ProblemTexts } from './i18n/problem-text.ts';
import type { ServerEvent } from './live/sse.ts';
import type { Session } from './session/session.ts';

export type NavIcon = ComponentType<{ readonly size?: number | string; readonly stroke?: number | string }>;
export type NavItem = {
  readonly to: string;
  /** Where the pages below it stand when not below its address. */
  readonly also?: string;
  readonly label: Text;
  readonly icon: NavIcon;
  /** Shown to whoever may do this; null: to everybody. */
  readonly ability: string | null;
  readonly group: 'work' | 'manage';
  /** The second key after `g`. */
  readonly key: string;
};

/** Something that the palette finds. `to` is an address of the app; `otherwise` where this app has no such page. */
export type PaletteItem = {
  readonly id: string;
  readonly group: Text;
  readonly label: string;
  /** What stands small beside it: a number, a login. */
  readonly detail?: string;
  readonly icon: NavIcon;
  readonly to: string;
  readonly otherwise?: string;
};

/** What a module gives the web app besides its routes, which app/web.tsx puts into the tree. */
export type WebModule = {
  readonly name: string;
  readonly nav?: readonly NavItem[];
  /** What `c` and the plus on top make. */
  readonly create?: { readonly to: string; readonly label: Text; readonly ability: string };
  /** The page on which `/` searches; it reads `q` from its address. */
  readonly search?: { readonly to: string; readonly label: Text };
  /** What the palette (Ctrl+K) finds for what was typed; nothing where this user may not look for it. */
  readonly palette?: (query: string, signal: AbortSignal, session: Session) => Promise<readonly PaletteItem[]>;
  /** What stands beside an organization where staff choose one: how much waits there. Loaded when it is first shown. */
  readonly tenantNote?: ComponentType<{ readonly code: string }>;
  /** How much each organization needs somebody, by its code: what needs more stands first where staff choose one. */
  readonly tenantNeeds?: (client: QueryClient, session: Session) => Promise<ReadonlyMap<string, number>>;
  readonly problems?: ProblemTexts;
  /** The functions of the role matrix in words, by name: `ticket.read` is "read requests". */
  readonly functions?: Readonly<Record<string, Text>>;
  /** What a live event does to the cache. */
  readonly follow?: (client: QueryClient) => (event: ServerEvent) => void;
};

/** What every route is handed. */
export type AppContext = { readonly queryClient: QueryClient; readonly modules: readonly WebModule[] };
