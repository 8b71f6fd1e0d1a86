import { IconHistory } from '@tabler/icons-react';
import { text } from '#platform/web/i18n/i18n.ts';
import type { WebModule } from '#platform/web/module.ts';
import { auditRoutes } from './routes.ts';

export const routes = auditRoutes;

/** What was done and refused, by whom and why. */
export const auditWeb: WebModule = {
  name: 'audit',
  nav: [
    {
      to: '/admin/audit',
      label: text('Audit log'),
      icon: IconHistory,
      ability: 'audit.read',
      group: 'manage',
      key: 'a',
    },
  ],
  problems: { 'http.export_running': text('An export of yours is still running. Wait until it is done.') },
};
