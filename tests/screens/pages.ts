import type { Page } from 'playwright-core';
import { adminPages } from './admin-pages.ts';
import {
  accountMoments,
  homeMoments,
  invitationMoments,
  keyMoments,
  listMoments,
  newTicketMoments,
  ownMoments,
  signInMoments,
  ticketMoments,
} from './moments-of-pages.ts';

/** What is shown: as it is; nothing in any list; answers held back; 500; 403; words longer than anybody expects. */
export type State = 'full' | 'empty' | 'loading' | 'failed' | 'refused' | 'long';
/** Where a page comes from, when not from the house itself: the gallery of components. */
type Place = 'house' | 'gallery';
export type ScreenPage = {
  /** What `--only` takes. */
  readonly part: string;
  readonly name: string;
  /** `{ticket}` becomes the id of one, and so do the other names of things.ts. */
  readonly path: string;
  /** A login of the demo world; null for somebody who is not signed in. */
  readonly as: string | null;
  /** For staff of the provider: where they act. */
  readonly actingIn?: string;
  readonly states: readonly State[];
  /** Somebody whom the house refuses here; without one the refusal is put into the answers. */
  readonly refusedAs?: string;
  readonly place?: Place;
  /** Brings the page into further states, each under a name of its own. */
  readonly acts?: Readonly<Record<string, (page: Page) => Promise<void>>>;
};

const all: readonly State[] = ['full', 'empty', 'loading', 'failed', 'refused', 'long'];
/** Forms and pages that ask the server for nothing. */
const still: readonly State[] = ['full', 'long'];
const customer = 'kim@ilshin.demo';
const admin = 'admin@ilshin.demo';
const engineer = 'engineer@hanbit.demo';
const provider = 'admin@hanbit.demo';

/** Every page, one line each. */
export const pages: readonly ScreenPage[] = [
  { part: 'door', name: 'sign-in', path: '/sign-in', as: null, states: ['full'], acts: signInMoments },
  { part: 'door', name: 'invitation', path: '/invitation', as: null, states: ['full'], acts: invitationMoments },
  { part: 'home', name: 'customer', path: '/', as: customer, states: all, acts: homeMoments },
  { part: 'home', name: 'engineer', path: '/', as: engineer, actingIn: 'ILSHIN', states: all },
  { part: 'home', name: 'administrator', path: '/', as: admin, states: all },
  { part: 'home', name: 'engineer-at-provider', path: '/', as: engineer, states: all },
  { part: 'home', name: 'provider', path: '/', as: provider, states: all },
  { part: 'account', name: 'account', path: '/account', as: customer, states: all, acts: accountMoments },
  { part: 'account', name: 'new-key', path: '/account', as: admin, states: [], acts: keyMoments },
  { part: 'tickets', name: 'list', path: '/tickets', as: engineer, actingIn: 'ILSHIN', states: all, acts: listMoments },
  { part: 'tickets', name: 'list-of-customer', path: '/tickets', as: customer, states: all },
  {
    part: 'tickets',
    name: 'detail',
    path: '/tickets/{ticket}',
    as: engineer,
    actingIn: 'ILSHIN',
    states: all,
    acts: ticketMoments,
  },
  {
    part: 'tickets',
    name: 'detail-of-customer',
    path: '/tickets/{ticket}',
    as: customer,
    states: all,
    acts: ownMoments,
  },
  { part: 'tickets', name: 'new', path: '/tickets/new', as: customer, states: still, acts: newTicketMoments },
  { part: 'lost', name: 'not-found', path: '/nowhere', as: engineer, actingIn: 'ILSHIN', states: still },
  ...adminPages,
  { part: 'gallery', name: 'gallery', path: '/tests/gallery/', as: null, states: ['full'], place: 'gallery' },
];
