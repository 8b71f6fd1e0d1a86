import { lazyRouteComponent } from '@tanstack/react-router';
import { wordsOfPages } from '../i18n/i18n.ts';

/** A page that the first load does without: its code and its Korean (locale/ko.pages.json) come when it is opened. */
export const lazyPage = <M extends Record<string, unknown>>(load: () => Promise<M>) =>
  lazyRouteComponent(async () => {
    const [page] = await Promise.all([load(), wordsOfPages()]);
    return page;
  });
