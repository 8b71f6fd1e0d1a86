import { useMantineColorScheme } from '@mantine/core';
import {
  IconArrowBackUp,
  IconBolt,
  IconClock,
  IconKeyboard,
  IconLanguage,
  IconLogout,
  IconMoon,
  IconPlus,
  IconSunHigh,
  IconTableDashed,
} from '@tabler/icons-react';
import { type AnyRouter, useRouter } from '@tanstack/react-router';
import { chooseLanguage, type Translate, useLanguage, useT } from '../i18n/i18n.ts';
import { problemText } from '../i18n/problem-text.ts';
import { useAllKeys } from '../keys/use-keys.ts';
import type { NavIcon, WebModule } from '../module.ts';
import { signOut, switchTenant } from '../session/leave.ts';
import { actsElsewhere, can, type Session } from '../session/session.ts';
import { useSession } from '../session/use-session.ts';
import { useShowKeys } from '../shell/KeysHelp.tsx';
import { notify } from '../ui/notify.ts';
import { chooseDensity, useDensity } from '../ui/preferences.ts';
import { readVisits } from './recent.ts';
import { useAllCommands } from './use-commands.ts';

/** One line of the palette: an address to go to, or something to do. `also` are further words that find it. */
export type Entry = {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
  readonly also?: string;
  readonly keys?: string;
  readonly icon: NavIcon;
  readonly to?: string;
  readonly run?: () => void;
};
export type Group = { readonly label: string; readonly entries: readonly Entry[] };

/** What the palette knows without asking: what was looked at, what this page does, pages, and the house's commands. */
export const useOwnGroups = (): readonly Group[] => {
  const t = useT();
  const session = useSession();
  const router = useRouter();
  return [
    { label: t('Looked at lately'), entries: visited(session, router) },
    { label: t('On this page'), entries: usePageEntries() },
    { label: t('Go to'), entries: pages(t, session, router) },
    { label: t('Commands'), entries: useHouseEntries() },
  ];
};

const visited = (session: Session, { history }: AnyRouter): readonly Entry[] =>
  readVisits(session)
    .filter(({ to }) => to !== history.location.pathname)
    .map(({ to, label, detail }) => ({ id: `visit-${to}`, label, detail, icon: IconClock, to }));

/** What the components on the page offer, then the keys that work on this page and are not among it. */
const usePageEntries = (): readonly Entry[] => {
  const t = useT();
  const offered = useAllCommands();
  const keys = useAllKeys().filter(({ group, unlisted }) => group === 'detail' && !unlisted);
  return [
    ...offered.map((command, index) => ({ id: `do-${index}`, icon: IconBolt, ...command })),
    ...keys.map((binding) => ({
      id: `key-${binding.keys}`,
      label: t(binding.label),
      also: binding.label,
      keys: binding.keys,
      icon: IconBolt,
      run: binding.run,
    })),
  ];
};

const pages = (t: Translate, session: Session, router: AnyRouter): readonly Entry[] => {
  const modules = router.options.context.modules as readonly WebModule[];
  const makes = modules.flatMap(({ create }) => (create !== undefined && can(session, create.ability) ? [create] : []));
  const places = modules
    .flatMap(({ nav }) => nav ?? [])
    .filter(({ ability }) => ability === null || can(session, ability));
  return [
    ...makes.map(({ to, label }, index) => ({
      id: `make-${to}`,
      label: t(label),
      also: label,
      icon: IconPlus,
      to,
      ...(index === 0 ? { keys: 'c' } : {}),
    })),
    ...places.map(({ to, label, icon, key }) => ({
      id: `page-${to}`,
      label: t(label),
      also: label,
      icon,
      to,
      keys: `g ${key}`,
    })),
  ];
};

const useHouseEntries = (): readonly Entry[] => {
  const t = useT();
  const session = useSession();
  const showKeys = useShowKeys();
  const compact = useDensity() === 'compact';
  const fail = (error: unknown): void => void notify({ meaning: 'danger', message: problemText(t, error) });
  const back = {
    id: 'home-tenant',
    label: t('Back to {{tenant}}', { tenant: session.tenant.name }),
    also: 'Back',
    icon: IconArrowBackUp,
    run: () => void switchTenant(session.tenant.code).catch(fail),
  };
  return [
    ...(actsElsewhere(session) ? [back] : []),
    ...useLookEntries(),
    {
      id: 'density',
      label: compact ? t('Rows at normal height') : t('Compact rows'),
      also: 'density 밀도 간격',
      icon: IconTableDashed,
      run: () => chooseDensity(compact ? 'normal' : 'compact'),
    },
    {
      id: 'keys',
      label: t('Show the keys'),
      also: 'keys shortcuts help',
      keys: '?',
      icon: IconKeyboard,
      run: showKeys,
    },
    {
      id: 'sign-out',
      label: t('Sign out'),
      also: 'sign out log out logout',
      icon: IconLogout,
      run: () => void signOut().catch(fail),
    },
  ];
};

/** The other colour scheme, and the other language in its own words. */
const useLookEntries = (): readonly Entry[] => {
  const t = useT();
  const korean = useLanguage() === 'ko';
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const dark =
    colorScheme === 'auto' ? window.matchMedia('(prefers-color-scheme: dark)').matches : colorScheme === 'dark';
  return [
    {
      id: 'scheme',
      label: dark ? t('Switch to light') : t('Switch to dark'),
      also: 'dark light theme colour 테마',
      icon: dark ? IconSunHigh : IconMoon,
      run: () => setColorScheme(dark ? 'light' : 'dark'),
    },
    {
      id: 'language',
      label: korean ? 'English' : '한국어',
      detail: t('Language'),
      also: 'language 언어 korean 영어',
      icon: IconLanguage,
      run: () => void chooseLanguage(korean ? 'en' : 'ko'),
    },
  ];
};
