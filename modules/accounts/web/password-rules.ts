import { type Text, text } from '#platform/web/i18n/i18n.ts';

export const shortestPassword = 8;

export type PasswordRule = { readonly id: 'length' | 'personal' | 'common'; readonly text: Text };

/** What a password has to be, said before it is typed. The server judges; these it tells while one types. */
export const passwordRules: readonly PasswordRule[] = [
  { id: 'length', text: text('At least 8 characters; a sentence is easy to remember and hard to guess') },
  { id: 'personal', text: text('Not your login, your name or your organization') },
  { id: 'common', text: text('Not a usual word with a number or year, not a row of keys like qwerty or 12345678') },
];

/** Whether a rule is surely met by what was typed so far; the last one only the server knows. */
export const isMet = (rule: PasswordRule['id'], password: string, personal: readonly string[]): boolean => {
  const plain = password.normalize('NFKC').toLowerCase();
  switch (rule) {
    case 'length':
      return [...password].length >= shortestPassword;
    case 'personal':
      return plain !== '' && personal.every((word) => word === '' || !plain.includes(word.toLowerCase()));
    case 'common':
      return false;
  }
};
