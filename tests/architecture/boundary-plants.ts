import { escaped, type Plant } from './plant.ts';
import type { Tree } from './small-house.ts';

const imports = (what: string, rule: string, from: string, text: string, more: Tree = {}): Plant => ({
  what,
  files: { ...more, [from]: text },
  named: new RegExp(`^${escaped(from)}:1 ${rule}: `, 'm'),
});

export const boundaryPlants: readonly Plant[] = [
  imports(
    'a ring of files',
    'no-cycles',
    'platform/egg.ts',
    "import { hen } from './hen.ts';\n\nexport const egg = (): unknown => hen;\n",
    {
      'platform/hen.ts': "import { egg } from './egg.ts';\n\nexport const hen = (): unknown => egg;\n",
    },
  ),
  imports(
    'a ring of types',
    'no-type-cycles',
    'platform/chick.ts',
    "import type { Cock } from './cock.ts';\n\nexport type Chick = Cock | 1;\n",
    {
      'platform/cock.ts': "import type { Chick } from './chick.ts';\n\nexport type Cock = Chick[];\n",
    },
  ),
  imports(
    'an import that leads nowhere',
    'resolvable',
    'platform/lost.ts',
    "import { a } from './nowhere.ts';\n\nexport const lost = a;\n",
  ),
  imports(
    'platform that knows a module',
    'platform-knows-no-module',
    'platform/peeks.ts',
    "export { lamp } from '#modules/lamp/module.ts';\n",
  ),
  imports(
    'a type of a module in platform',
    'platform-knows-no-module',
    'platform/peeks-type.ts',
    "export type { LampTable } from '#modules/lamp/tables.ts';\n",
  ),
  imports(
    'a module loaded late by platform',
    'platform-knows-no-module',
    'platform/peeks-late.ts',
    "export const late = () => import('#modules/lamp/module.ts');\n",
  ),
  imports(
    'a module that knows the app',
    'modules-know-no-app',
    'modules/desk/knows.ts',
    "import { modules } from '#app/modules.ts';\n\nexport const all = modules;\n",
  ),
  imports(
    'a module that goes past a front door',
    'front-doors',
    'modules/desk/actions.ts',
    "import { findLamp } from '#modules/lamp/queries.ts';\n\nexport const a = findLamp;\n",
  ),
  imports(
    'a type taken past a front door',
    'front-doors',
    'modules/desk/late-actions.ts',
    "import type { lamp } from '#modules/lamp/module.ts';\n\nexport type A = typeof lamp;\n",
  ),
  imports(
    'a test that goes past a front door',
    'front-doors-of-tests',
    'modules/desk/desk.test.ts',
    "import { findLamp } from '#modules/lamp/queries.ts';\n\nexport const a = findLamp;\n",
  ),
  imports(
    'the app inside a module',
    'app-uses-front-doors',
    'app/inside.ts',
    "import { findLamp } from '#modules/lamp/queries.ts';\n\nexport const a = findLamp;\n",
  ),
  imports(
    'an installer that needs a package',
    'installers-stand-alone',
    'setup/start.mjs',
    "import pg from 'pg';\n\npg.toString();\n",
  ),
  imports(
    'a contract with more than TypeBox',
    'contract-imports-typebox-only',
    'modules/desk/contract.ts',
    "import { deskOf } from './api.ts';\n\nexport const a = deskOf;\n",
  ),
  imports(
    'tables with the rules of a module',
    'tables-are-types',
    'modules/desk/tables.ts',
    "import type { size } from './size.ts';\n\nexport type A = typeof size;\n",
    { 'modules/desk/size.ts': 'export const size = 1;\n' },
  ),
  imports(
    'tables that run code',
    'tables-run-nothing',
    'modules/desk/chair-tables.ts',
    "import { Lamp } from '#modules/lamp/contract.ts';\n\nexport const a = Lamp;\n",
  ),
  imports(
    'tables known outside of queries',
    'tables-belong-to-queries',
    'modules/lamp/late-actions.ts',
    "import type { LampTable } from './tables.ts';\n\nexport type A = LampTable;\n",
  ),
  imports(
    'SQL outside of queries',
    'kysely-belongs-to-queries',
    'modules/desk/write-actions.ts',
    "import { sql } from 'kysely';\n\nexport const a = sql;\n",
  ),
  imports(
    'a connection outside of platform/db',
    'driver-belongs-to-db',
    'modules/desk/pool.ts',
    "import pg from 'pg';\n\nexport const a = pg;\n",
  ),
  imports(
    'a query that knows an action',
    'queries-know-no-rules',
    'modules/desk/queries.ts',
    "import { rule } from './rule-actions.ts';\n\nexport const a = rule;\n",
    {
      'modules/desk/rule-actions.ts': 'export const rule = 1;\n',
    },
  ),
  imports(
    'a route that runs a job',
    'routes-stay-thin',
    'modules/desk/routes.ts',
    "import { job } from './jobs.ts';\n\nexport const a = job;\n",
    {
      'modules/desk/jobs.ts': 'export const job = 1;\n',
    },
  ),
  imports(
    'a concept that reads the database',
    'concepts-are-pure',
    'modules/lamp/watt.ts',
    "import { now } from '#platform/db/query.ts';\n\nexport const a = now;\n",
  ),
  imports(
    'a test tool in the program',
    'testing-stays-in-tests',
    'platform/tries.ts',
    "import { test } from 'vitest';\n\nexport const a = test;\n",
  ),
  imports(
    'a page that knows the server',
    'web-knows-no-server',
    'modules/desk/web/module.ts',
    "import { deskOf } from '../api.ts';\n\nexport const a = deskOf;\n",
  ),
  imports(
    'TypeBox on a page',
    'contracts-reach-web-as-types',
    'modules/lamp/web/heavy.ts',
    "import { Lamp } from '../contract.ts';\n\nexport const a = Lamp;\n",
  ),
  imports(
    'Node on a page',
    'web-has-no-node',
    'platform/web/disk.ts',
    "import { join } from 'node:path';\n\nexport const a = join;\n",
  ),
  imports(
    'a page on the server',
    'server-has-no-web',
    'modules/lamp/screen-actions.ts',
    "import { pages } from './web/module.ts';\n\nexport const a = pages;\n",
  ),
];
