import process from 'node:process';
import { defineCommand } from '#app/command.ts';
import { needed, oneOf, passwordFrom, withHouse } from '#app/console.ts';
import { setUpAdministrator } from '#modules/accounts/api.ts';

export const command = defineCommand({
  help: `Usage: main.ts setup --login LOGIN --name NAME [--locale ko|en] [--password-stdin]

Creates the first administrator of the provider and disables all demo accounts. Prints a one-time link that sets the
password, which is good for seven days. Refused when there is an administrator who is no demo account; demo accounts that
are left are disabled even so.

  --login LOGIN      what the administrator signs in with, such as a mail address
  --name NAME        their name
  --locale ko|en     their language (ko)
  --password-stdin   reads the password from standard input instead of making a link`,
  options: {
    login: { type: 'string' },
    name: { type: 'string' },
    locale: { type: 'string', default: 'ko' },
    'password-stdin': { type: 'boolean', default: false },
  },
  run: async ({ values }, context) => {
    const login = needed(values.login, 'login');
    const name = needed(values.name, 'name');
    const locale = oneOf(values.locale, ['ko', 'en'], 'locale');
    const password = await passwordFrom(process.stdin, values['password-stdin']);
    const made = await withHouse(context, (kernel) => setUpAdministrator(kernel, { login, name, locale, password }));
    context.say(`${made.login} is the administrator of the provider.`);
    if (made.demoAccountsDisabled > 0) context.say(`${made.demoAccountsDisabled} demo accounts were disabled.`);
    if (made.invitation !== null) context.say(`Set the password once at: ${made.invitation.link}`);
    return made;
  },
});
