import type { Language } from './i18n.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const formats = new Map<string, Intl.DateTimeFormat>();
const distances = new Map<Language, Intl.RelativeTimeFormat>();

/** Making a format costs a hundred times more than using it. */
const formatFor = (zone: string, language: Language): Intl.DateTimeFormat => {
  const key = `${language} ${zone}`;
  const known = formats.get(key);
  if (known !== undefined) {
    return known;
  }
  const made = new Intl.DateTimeFormat(language === 'ko' ? 'ko-KR' : 'en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  formats.set(key, made);
  return made;
};

const distanceWords = (language: Language): Intl.RelativeTimeFormat => {
  const style = language === 'ko' ? 'long' : 'short';
  const words = distances.get(language) ?? new Intl.RelativeTimeFormat(language, { numeric: 'auto', style });
  distances.set(language, words);
  return words;
};

const parts = (iso: string | number, zone: string, language: Language): Record<string, string> =>
  Object.fromEntries(
    formatFor(zone, language)
      .formatToParts(new Date(iso))
      .map((part) => [part.type, part.value]),
  );

/** `2026-11-22 (일) 14:05` in the tenant's zone. */
export const formatDateTime = (iso: string, zone: string, language: Language): string => {
  const { year, month, day, weekday, hour, minute } = parts(iso, zone, language);
  return `${year}-${month}-${day} (${weekday}) ${hour}:${minute}`;
};

/** `2026-11-22` in the tenant's zone. */
export const formatDate = (iso: string | number, zone: string, language: Language): string => {
  const { year, month, day } = parts(iso, zone, language);
  return `${year}-${month}-${day}`;
};

/** `3분 전` within a day, the date otherwise. What lies ahead within a day reads `3시간 후`. */
export const formatRelative = (iso: string, now: number, zone: string, language: Language): string => {
  const distance = Date.parse(iso) - now;
  if (Math.abs(distance) >= day) {
    return formatDate(iso, zone, language);
  }
  const words = distanceWords(language);
  if (Math.abs(distance) < minute) {
    return words.format(0, 'second');
  }
  return Math.abs(distance) < hour
    ? words.format(Math.trunc(distance / minute), 'minute')
    : words.format(Math.trunc(distance / hour), 'hour');
};

/** The moment a day ends in the tenant's zone, for a deadline that was given as a date. */
export const endOfDay = (date: string, zone: string): string => {
  const guess = Date.parse(`${date}T23:59:59.000Z`);
  const seen = parts(guess, zone, 'en');
  const asUtc = Date.parse(`${seen.year}-${seen.month}-${seen.day}T${seen.hour}:${seen.minute}:59.000Z`);
  return new Date(guess - (asUtc - guess)).toISOString();
};
