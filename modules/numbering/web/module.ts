import { IconListNumbers } from '@tabler/icons-react';
import { text } from '#platform/web/i18n/i18n.ts';
import type { WebModule } from '#platform/web/module.ts';
import { numberingRoutes } from './routes.ts';

export const routes = numberingRoutes;

/** How documents get their numbers, and the proof that none is missing. */
export const numberingWeb: WebModule = {
  name: 'numbering',
  nav: [
    {
      to: '/admin/numbering',
      label: text('Numbering'),
      icon: IconListNumbers,
      ability: 'numbering_rule.read',
      group: 'manage',
      key: 'n',
    },
  ],
  problems: {
    'numbering.overflow': text(
      'The rule has no numbers left for this period. Ask the administrator of your organization.',
    ),
  },
};
