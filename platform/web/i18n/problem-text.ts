import { type FieldError, isProblem } from '../api/problem.ts';
import { currentLanguage, type Text, type Translate, text } from './i18n.ts';

export type ProblemTexts = Readonly<Record<string, Text>>;

/** What went wrong, in words that say what to do next. Modules add their own codes. */
const known = new Map<string, Text>(
  Object.entries({
    'web.offline': text('No connection to the server. Check the network and try again.'),
    'web.timeout': text('The server is taking too long to answer. Try again in a moment.'),
    'web.unreadable': text('The server gave an answer that this page does not understand. Reload the page.'),
    'access.session_ended': text('Your session has ended. Sign in again; what you wrote is still there.'),
    'http.body_too_large': text('This is too long.'),
    'http.idempotency_running': text('This is being sent already. Wait a moment.'),
    'http.if_match_stale': text('Somebody else changed this meanwhile. Look at the new state and send again.'),
  }),
);

const again = text('Check what was entered and send it again.');
const later = text('Try again in a moment. If it happens again, quote the reference.');

/** What to do next, after the title of a problem that has no sentence of its own. */
const nextByStatus: Readonly<Record<number, Text>> = {
  400: again,
  401: text('Sign in again.'),
  403: text('Ask the administrator of your organization.'),
  404: text('Look for it again in the list.'),
  405: text('Reload the page and try again.'),
  408: text('Check the network and try again.'),
  409: text('Look at the present state and try again.'),
  412: text('Look at the present state and try again.'),
  413: text('Make it shorter and send it again.'),
  415: text('Reload the page and try again.'),
  421: text('Open the address that your administrator gave you.'),
  422: again,
  428: text('Reload the page and try again.'),
  429: text('Wait a little and try again.'),
  431: text('Reload the page and try again.'),
  500: later,
  503: later,
};

const byStatus: Readonly<Record<number, Text>> = {
  400: text('Something in this request is not right.'),
  401: text('You are signed out. Sign in again.'),
  403: text('Your role does not allow this.'),
  404: text('It is not there, or it is not yours to see.'),
  409: text('This does not fit the present state any more.'),
  412: text('Somebody else changed this meanwhile. Look at the new state and send again.'),
  422: text('Something in this request is not right.'),
  429: text('Too many attempts. Wait a little and try again.'),
  503: text('The service is not available right now. Try again in a moment.'),
};

const fields: ProblemTexts = {
  minLength: text('Fill this in.'),
  required: text('Fill this in.'),
  pattern: text('This is not written the right way.'),
  format: text('This is not written the right way.'),
  maxLength: text('This is too long.'),
};

export const registerProblems = (texts: ProblemTexts): void => {
  for (const [code, sentence] of Object.entries(texts)) {
    known.set(code, sentence);
  }
};

/** A sentence for any error, in the language of the screen. */
export const problemText = (t: Translate, error: unknown): string => {
  if (!isProblem(error)) {
    return t('Something went wrong on this page. Reload it.');
  }
  const sentence = known.get(error.code);
  if (sentence !== undefined) {
    return t(sentence);
  }
  const general = byStatus[error.status];
  if (error.title !== null && isInLanguage(error.title)) {
    return `${error.title}. ${t(nextStep(error.status))}`;
  }
  return general === undefined ? `${t('Something went wrong on the server.')} ${t(later)}` : t(general);
};

/** What helps after an answer of this status. */
const nextStep = (status: number): Text => nextByStatus[status] ?? (status < 500 ? again : later);

/** The server says what it knows in the language of the screen, and the rest in English. */
const isInLanguage = (title: string): boolean => currentLanguage() === 'en' || /[가-힣]/u.test(title);

/** A sentence for one field, beside which it is shown. */
export const fieldText = (t: Translate, error: FieldError): string => {
  const sentence = known.get(error.code) ?? fields[error.code.split('.').at(-1) ?? ''];
  return sentence === undefined ? t('This is not right.') : t(sentence);
};
