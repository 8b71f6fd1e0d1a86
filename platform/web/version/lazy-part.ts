import { type ComponentType, lazy } from 'react';
import { isMissingCode, tellNewVersion } from './version.ts';

const Nothing = () => null;

/**
 * A part of a page that is fetched when it is first shown. When a deploy has taken its code away, the page stays as it
 * is, the bar for a new version shows, and `instead` stands in the part's place.
 */
export const lazyPart = <P extends object>(
  load: () => Promise<ComponentType<P>>,
  instead: ComponentType<P> = Nothing,
) =>
  lazy(async () => {
    try {
      return { default: await load() };
    } catch (error) {
      if (!isMissingCode(error)) {
        throw error;
      }
      if (navigator.onLine) {
        tellNewVersion();
      }
      return { default: instead };
    }
  });
