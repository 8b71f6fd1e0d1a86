import { type Text, text, useLanguage, useT, wordsFor } from '#platform/web/i18n/i18n.ts';
import { formatBusinessNumber } from './business-number.ts';
import { kindText, monthText, tenantStatusText } from './words.ts';

const fieldText: Readonly<Record<string, Text>> = {
  name: text('Name'),
  kind: text('Kind'),
  businessNumber: text('Business number'),
  contact: text('Contact'),
  timeZone: text('Time zone'),
  fiscalYearStart: text('Fiscal year from'),
  status: text('State'),
};

/** The fields of an organization and their values in words, for where two versions stand side by side. */
export const useTenantWords = () => {
  const t = useT();
  const language = useLanguage();
  const label = (field: string): string => wordsFor(t, fieldText, field);
  const show = (field: string, value: unknown): string => {
    if (value === null || value === undefined) {
      return t('none');
    }
    switch (field) {
      case 'kind':
        return t(kindText[value as keyof typeof kindText]);
      case 'status':
        return t(tenantStatusText[value as keyof typeof tenantStatusText]);
      case 'businessNumber':
        return formatBusinessNumber(String(value));
      case 'fiscalYearStart':
        return monthText(Number(value), language);
      case 'contact':
        return Object.values(value).join(', ');
      default:
        return String(value);
    }
  };
  return { label, show };
};
