import type { Translate } from '#platform/web/i18n/i18n.ts';

/** How a sentence speaks of somebody; who has no name is somebody all the same. */
export const called = (t: Translate, { name }: { readonly name: string }): string =>
  name.trim() === '' ? t('Unnamed user') : name;
