import { type Text, type Translate, text, wordsFor } from '../i18n/i18n.ts';

const roles: Readonly<Record<string, Text>> = {
  ADMIN: text('Administrator'),
  PM: text('Project manager'),
  ENGINEER: text('Engineer'),
  DEPLOY_ENGINEER: text('Deployment engineer'),
  CUSTOMER: text('Customer'),
};

/** A role in words; one that is not known yet by its code. */
export const roleText = (t: Translate, role: string): string => wordsFor(t, roles, role);
