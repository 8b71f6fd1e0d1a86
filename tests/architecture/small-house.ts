import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { checks, commandOf } from '../../setup/checks.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const configuration = [
  '.dependency-cruiser.mjs',
  '.gitignore',
  'biome.jsonc',
  'knip.jsonc',
  'tsconfig.base.json',
  'tsconfig.json',
  'tsconfig.web.json',
];

export type Tree = Readonly<Record<string, string>>;

const table = (name: string): string => `create table ${name} (
  tenant_id int not null,
  id bigint generated always as identity,
  made_at timestamptz(3) not null default now(),
  constraint ${name}_pkey primary key (tenant_id, id),
  constraint ${name}_tenant_fkey foreign key (tenant_id) references tenant (id) on delete restrict
);
alter table ${name} enable row level security;
alter table ${name} force row level security;
create policy ${name}_app on ${name} to madang_app
  using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int)
  with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int);
grant select on ${name} to madang_app;
`;

const manifest = {
  name: 'small-house',
  type: 'module',
  imports: { '#app/*': './app/*', '#platform/*': './platform/*', '#modules/*': './modules/*' },
  scripts: { start: 'node app/main.ts' },
  dependencies: { kysely: '*', typebox: '*' },
  devDependencies: { '@types/node': '*', 'dependency-cruiser': '*', vite: '*' },
};

/** A house in which every check finds nothing: two modules, a page, a migration. */
export const smallHouse: Tree = {
  'package.json': `${JSON.stringify(manifest, null, 2)}\n`,
  'index.html': '<script type="module" src="/app/web.tsx"></script>\n',
  'vite.config.ts': `import { defineConfig } from 'vite';

export default defineConfig({});
`,
  'app/main.ts': `import { modules } from '#app/modules.ts';

console.log(modules.join(' '));
`,
  'app/modules.ts': `import { lamp } from '#modules/lamp/module.ts';

export const modules = [lamp];
`,
  'app/web.tsx': `import { pages } from '#modules/lamp/web/module.ts';

document.title = pages.hall;
`,
  'platform/db/query.ts': `import { sql } from 'kysely';

export const now = (): string => sql\`now()\`.constructor.name;
`,
  'modules/lamp/contract.ts': `import Type, { type Static } from 'typebox';

export const Lamp = Type.Object({ name: Type.String() });
export type Lamp = Static<typeof Lamp>;
`,
  'modules/lamp/module.ts': `import { showLamp } from './routes.ts';

export const lamp = showLamp();
`,
  'modules/lamp/routes.ts': `import { switchOn } from './actions.ts';

export const showLamp = (): string => switchOn().name;
`,
  'modules/lamp/actions.ts': `import { deskOf } from '#modules/desk/api.ts';
import { brightness } from './brightness.ts';
import { Lamp } from './contract.ts';
import { findLamp } from './queries.ts';

export const switchOn = (): Lamp => {
  const found = { name: \`\${findLamp()} \${brightness(2)} \${deskOf()}\` };
  return Lamp.properties.name.type === 'string' ? found : { name: '' };
};
`,
  'modules/lamp/brightness.ts': `export const brightness = (steps: number): number => steps * 50;
`,
  'modules/lamp/queries.ts': `import { now } from '#platform/db/query.ts';
import type { LampTable } from './tables.ts';

export const findLamp = (): string => {
  const row: LampTable = { name: now() };
  return row.name;
};
`,
  'modules/lamp/tables.ts': `export type LampTable = { readonly name: string };
`,
  'modules/lamp/web/lamp-name.ts': `import type { Lamp } from '../contract.ts';

export const lampName = (lamp: Lamp): string => lamp.name;
`,
  'modules/lamp/web/module.ts': `import { lampName } from './lamp-name.ts';

export const pages = { hall: lampName({ name: 'hall' }) };
`,
  'modules/desk/api.ts': `export const deskOf = (): string => 'desk';
`,
  'modules/lamp/migrations/20261101_1000_lamp.sql': table('lamp'),
};

const place = async (folder: string, path: string, text: string): Promise<void> => {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
};

/** What a check prints over the small house with these files added or replaced. */
export const runCheck = async (name: string, planted: Tree): Promise<{ code: number; output: string }> => {
  const check = checks.find((candidate) => candidate.name === name);
  if (check === undefined) {
    throw new Error(`There is no check named ${name}.`);
  }
  const folder = await mkdtemp(join(tmpdir(), 'madang-house-'));
  try {
    await Promise.all(configuration.map((file) => cp(join(root, file), join(folder, file))));
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
    for (const [path, text] of Object.entries({ ...smallHouse, ...planted })) {
      await place(folder, path, text);
    }
    return await runNode(commandOf(check, root), folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const runNode = (args: readonly string[], cwd: string): Promise<{ code: number; output: string }> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (text: Buffer): void => {
      output += text.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
