import type { Locale } from './titles.ts';

/** Korean unless English is asked for first (Accept-Language). */
export const preferredLocale = (header: string | undefined): Locale => (/^\s*en\b/i.test(header ?? '') ? 'en' : 'ko');
