import { type Language, type Text, text } from '#platform/web/i18n/i18n.ts';
import type { Tenant } from '../contract.ts';

export const kindText: Readonly<Record<Tenant['kind'], Text>> = {
  company: text('Company'),
  public_institution: text('Public institution'),
  pharmacy: text('Pharmacy'),
  provider: text('Provider'),
};

export const tenantStatusText: Readonly<Record<Tenant['status'], Text>> = {
  active: text('In use'),
  suspended: text('Suspended'),
  closed: text('Ended'),
};

export const contactFields = ['name', 'phone', 'email', 'address'] as const;
export type ContactField = (typeof contactFields)[number];
export const contactText: Readonly<Record<ContactField, Text>> = {
  name: text('Contact person'),
  phone: text('Phone'),
  email: text('Email'),
  address: text('Address'),
};

/** 4 -> 4월, April. */
export const monthText = (month: number, language: Language): string =>
  new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2026, month - 1, 15)));
