import { IconBuildingCommunity, IconSettings } from '@tabler/icons-react';
import { text } from '#platform/web/i18n/i18n.ts';
import type { WebModule } from '#platform/web/module.ts';
import { followTenants } from './live.ts';
import { tenantRoutes } from './routes.ts';

export const routes = tenantRoutes;

/** The organizations: all of them for the provider, the own one for its administrator. */
export const tenantsWeb: WebModule = {
  name: 'tenants',
  nav: [
    {
      to: '/admin/tenants',
      label: text('Organizations'),
      icon: IconBuildingCommunity,
      ability: 'tenant.manage',
      group: 'manage',
      key: 'o',
    },
    {
      to: '/admin/tenant',
      label: text('Settings'),
      icon: IconSettings,
      ability: 'tenant.configure',
      group: 'manage',
      key: 'e',
    },
  ],
  follow: followTenants,
  functions: {
    'tenant.manage': text('Manage all organizations'),
    'tenant.configure': text('Change the settings of the organization'),
  },
  problems: {
    'tenants.business_number_invalid': text('The last digit does not fit the others. Compare it with the certificate.'),
    'tenants.code_taken': text('This code is taken. Choose another one.'),
    'tenants.time_zone_unknown': text('There is no such time zone. Choose one from the list.'),
  },
};
