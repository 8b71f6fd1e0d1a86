import { useCallback } from 'react';
import { formatDateTime } from '#platform/web/i18n/dates.ts';
import { type Text, type Translate, useLanguage, useT } from '#platform/web/i18n/i18n.ts';
import { useZone } from '#platform/web/session/use-session.ts';
import { called } from '#platform/web/ui/person-name.ts';
import { impactText, kindText, priorityText, statusText, urgencyText } from './words.ts';

const words: Readonly<Record<string, Readonly<Record<string, Text>>>> = {
  status: statusText,
  priority: priorityText,
  kind: kindText,
  impact: impactText,
  urgency: urgencyText,
};

/** A field's value in words: a state, a person, a list of tags, a moment. */
export const useShowValue = (): ((field: string, value: unknown) => string) => {
  const t = useT();
  const zone = useZone();
  const language = useLanguage();
  return useCallback(
    (field, value) =>
      field === 'due' && typeof value === 'string' ? formatDateTime(value, zone, language) : showValue(t, field, value),
    [t, zone, language],
  );
};

const showValue = (t: Translate, field: string, value: unknown): string => {
  const word = words[field]?.[String(value)];
  if (word !== undefined) {
    return t(word);
  }
  const plain = Array.isArray(value) ? value.join(', ') : nameOf(t, value);
  return plain === '' ? t('none') : plain;
};

const nameOf = (t: Translate, value: unknown): string =>
  typeof value === 'object' && value !== null && 'name' in value ? called(t, String(value.name)) : String(value ?? '');
