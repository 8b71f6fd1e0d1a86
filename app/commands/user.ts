import process from 'node:process';
import { type CommandContext, defineCommand, WrongUsage } from '#app/command.ts';
import { needed, oneOf, passwordFrom, withHouse } from '#app/console.ts';
import { addUser, giveRole, resetUser, switchUser, tenantByCode } from '#modules/accounts/api.ts';
import { ROLES } from '#platform/access/principal.ts';

type Values = {
  readonly tenant: string;
  readonly login?: string | undefined;
  readonly name?: string | undefined;
  readonly role?: string | undefined;
  readonly locale: string;
  readonly 'password-stdin': boolean;
};

export const command = defineCommand({
  help: `Usage: main.ts user create --tenant CODE --login LOGIN --name NAME --role ROLE [--locale ko|en] [--password-stdin]
       main.ts user reset --tenant CODE --login LOGIN
       main.ts user role --tenant CODE --login LOGIN --role ROLE
       main.ts user disable --tenant CODE --login LOGIN
       main.ts user enable --tenant CODE --login LOGIN

create prints a one-time link that sets the first password; reset prints one for a forgotten password, and whoever uses it
ends the sessions that were there. role gives another role, in force at the next request. disable ends every session, token and key at once.

  --tenant CODE      the tenant; without it the provider
  --role ROLE        ${ROLES.join(', ')}
  --password-stdin   reads the password from standard input instead of making a link`,
  words: true,
  options: {
    tenant: { type: 'string', default: '*' },
    login: { type: 'string' },
    name: { type: 'string' },
    role: { type: 'string' },
    locale: { type: 'string', default: 'ko' },
    'password-stdin': { type: 'boolean', default: false },
  },
  run: async ({ values, positionals }, context) => {
    const [what = '', ...rest] = positionals;
    const work = Object.hasOwn(works, what) ? works[what] : undefined;
    if (work === undefined || rest.length > 0)
      throw new WrongUsage('user takes one word: create, reset, role, disable or enable.');
    return await work(values, context);
  },
});

const create = async (values: Values, context: CommandContext): Promise<object> => {
  const login = needed(values.login, 'login');
  const name = needed(values.name, 'name');
  const role = oneOf(needed(values.role, 'role'), ROLES, 'role');
  const locale = oneOf(values.locale, ['ko', 'en'], 'locale');
  const password = await passwordFrom(process.stdin, values['password-stdin']);
  const made = await withHouse(context, async (kernel) => {
    const tenant = await tenantByCode(kernel, values.tenant);
    return await addUser(kernel, tenant.id, { login, name, role, locale, password });
  });
  context.say(`${made.login} was created.`);
  if (made.invitation !== null) context.say(`Set the password once at: ${made.invitation.link}`);
  return made;
};

const reset = async (values: Values, context: CommandContext): Promise<object> => {
  const login = needed(values.login, 'login');
  const invitation = await withHouse(context, async (kernel) => {
    const tenant = await tenantByCode(kernel, values.tenant);
    return await resetUser(kernel, tenant.id, login);
  });
  context.say(`Set a new password once at: ${invitation.link}`);
  return { login, invitation };
};

const changeRole = async (values: Values, context: CommandContext): Promise<object> => {
  const login = needed(values.login, 'login');
  const role = oneOf(needed(values.role, 'role'), ROLES, 'role');
  const before = await withHouse(context, async (kernel) => {
    const tenant = await tenantByCode(kernel, values.tenant);
    return await giveRole(kernel, tenant.id, login, role);
  });
  context.say(before === role ? `${login} was ${role} before.` : `${login} is ${role}; it was ${before}.`);
  return { login, role, before };
};

const switchTo =
  (to: 'disabled' | 'enabled') =>
  async (values: Values, context: CommandContext): Promise<object> => {
    const login = needed(values.login, 'login');
    await withHouse(context, async (kernel) => {
      const tenant = await tenantByCode(kernel, values.tenant);
      await switchUser(kernel, tenant.id, login, to);
    });
    context.say(`${login} is ${to}.`);
    return { login, status: to };
  };

const works: Readonly<Record<string, (values: Values, context: CommandContext) => Promise<object>>> = {
  create,
  reset,
  role: changeRole,
  disable: switchTo('disabled'),
  enable: switchTo('enabled'),
};
