import type { Translate } from '../i18n/i18n.ts';

/** What somebody is called where no login is known; who has no name is somebody all the same. */
export const called = (t: Translate, name: string | null): string =>
  name === null || name.trim() === '' ? t('Unnamed user') : name;

/** What somebody is called; who has no name is known by the login. */
export const personName = ({ name, login }: { readonly name: string | null; readonly login: string }): string =>
  name === null || name.trim() === '' ? login : name;
