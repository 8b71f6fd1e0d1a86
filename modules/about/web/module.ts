import { text } from '#platform/web/i18n/i18n.ts';
import type { WebModule } from '#platform/web/module.ts';
import { aboutRoutes } from './routes.ts';

export const routes = aboutRoutes;

/** Which Madang this is, and how it fares. Its way in is the user's own menu. */
export const aboutWeb: WebModule = {
  name: 'about',
  functions: { 'system.read': text('See the state of the system') },
};
