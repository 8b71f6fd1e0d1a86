import { IconHome } from '@tabler/icons-react';
import { text } from '#platform/web/i18n/i18n.ts';
import type { WebModule } from '#platform/web/module.ts';
import { homeRoutes } from './routes.ts';

export const routes = homeRoutes;

/** Where everybody's day begins: put together from what the other rooms give, by who one is. */
export const homeWeb: WebModule = {
  name: 'home',
  nav: [{ to: '/', label: text('Home'), icon: IconHome, ability: null, group: 'work', key: 'h' }],
};
