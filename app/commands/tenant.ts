import { type CommandContext, CommandFailed, defineCommand, WrongUsage } from '#app/command.ts';
import { needed, oneOf, withHouse } from '#app/console.ts';
import { asAdministrator, tenantByCode } from '#modules/accounts/api.ts';
import { changeTenant, createTenant, findTenantForChange, listTenants } from '#modules/tenants/api.ts';
import { TENANT_CODE } from '#platform/access/principal.ts';

const KINDS = ['company', 'public_institution', 'pharmacy'] as const;
const STATUSES = ['active', 'suspended', 'closed'] as const;

type Values = {
  readonly code?: string | undefined;
  readonly name?: string | undefined;
  readonly kind: string;
  readonly 'business-number'?: string | undefined;
  readonly status?: string | undefined;
};
type Given = { readonly values: Values; readonly code: string | undefined };

export const command = defineCommand({
  help: `Usage: main.ts tenant create --code CODE --name NAME [--kind KIND] [--business-number NUMBER]
       main.ts tenant list [--status STATUS]
       main.ts tenant suspend CODE
       main.ts tenant activate CODE

suspend ends every session, token and key of the tenant at once and lets nobody sign in; its data stays.

  --code CODE                1 to 20 of A-Z 0-9 _ -
  --kind KIND                ${KINDS.join(', ')} (company)
  --business-number NUMBER   사업자등록번호, ten digits with or without dashes
  --status STATUS            ${STATUSES.join(', ')}`,
  words: true,
  options: {
    code: { type: 'string' },
    name: { type: 'string' },
    kind: { type: 'string', default: 'company' },
    'business-number': { type: 'string' },
    status: { type: 'string' },
  },
  run: async ({ values, positionals }, context) => {
    const [what = '', code, ...rest] = positionals;
    const work = Object.hasOwn(works, what) ? works[what] : undefined;
    const takesCode = what === 'suspend' || what === 'activate';
    if (work === undefined || rest.length > 0 || takesCode !== (code !== undefined)) {
      throw new WrongUsage('tenant takes the words create, list, suspend CODE or activate CODE.');
    }
    return await work({ values, code }, context);
  },
});

const create = async ({ values }: Given, context: CommandContext): Promise<object> => {
  const code = needed(values.code, 'code');
  if (!TENANT_CODE.test(code)) throw new WrongUsage('--code is 1 to 20 of A-Z 0-9 _ -.');
  const name = needed(values.name, 'name');
  const kind = oneOf(values.kind, KINDS, 'kind');
  const businessNumber = values['business-number'];
  const tenant = await withHouse(context, (kernel) =>
    asAdministrator(kernel, (tx, by) =>
      createTenant(tx, by, kernel.modules, {
        code,
        name,
        kind,
        ...(businessNumber !== undefined && { businessNumber }),
      }),
    ),
  );
  context.say(`${tenant.code} ${tenant.name} was created.`);
  return tenant;
};

const list = async ({ values }: Given, context: CommandContext): Promise<object> => {
  const status = values.status === undefined ? undefined : oneOf(values.status, STATUSES, 'status');
  const rows = await withHouse(context, (kernel) =>
    asAdministrator(kernel, (tx, by) => tx.run(listTenants(by.actingId, { status, before: null, limit: 100_000 }))),
  );
  const tenants = rows
    .map(({ id, code, name, kind, status: now }) => ({ id, code, name, kind, status: now }))
    .reverse();
  for (const { code, name, status: now } of tenants) context.say(`${code.padEnd(20)} ${now.padEnd(10)} ${name}`);
  return { tenants };
};

const switchTo =
  (status: 'active' | 'suspended') =>
  async ({ code = '' }: Given, context: CommandContext): Promise<object> => {
    await withHouse(context, async (kernel) => {
      const { id } = await tenantByCode(kernel, code);
      await asAdministrator(kernel, async (tx, by) => {
        const before = await tx.run(findTenantForChange(by.actingId, id));
        if (before === undefined) throw new CommandFailed(`There is no tenant ${code}.`);
        if (before.status !== status) await changeTenant(tx, by, before, { status });
      });
    });
    context.say(`${code} is ${status}.`);
    return { code, status };
  };

const works: Readonly<Record<string, (given: Given, context: CommandContext) => Promise<object>>> = {
  create,
  list,
  suspend: switchTo('suspended'),
  activate: switchTo('active'),
};
