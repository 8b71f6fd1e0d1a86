import { useSyncExternalStore } from 'react';

export type Preference = 'color-scheme' | 'density' | 'language' | 'nav';
export type Density = 'normal' | 'compact';

/** How somebody likes the screen; stays in the browser, also after signing out. */
export const readPreference = (name: Preference): string | null => {
  try {
    return window.localStorage.getItem(`madang.${name}`);
  } catch {
    return null;
  }
};

export const writePreference = (name: Preference, value: string): void => {
  try {
    window.localStorage.setItem(`madang.${name}`, value);
  } catch {
    // Where nothing may be stored the choice lasts as long as the page.
  }
};

const changed = new EventTarget();

/** How high rows are. The page's root carries it for the style sheets; color-scheme.js puts it there at the start. */
export const chooseDensity = (density: Density): void => {
  writePreference('density', density);
  document.documentElement.setAttribute('data-density', density);
  changed.dispatchEvent(new Event('density'));
};

export const useDensity = (): Density =>
  useSyncExternalStore(
    (tell) => {
      changed.addEventListener('density', tell);
      return () => changed.removeEventListener('density', tell);
    },
    () => (document.documentElement.getAttribute('data-density') === 'compact' ? 'compact' : 'normal'),
  );
