/**
 * Who may import whom: the anatomy of docs/add-a-module.md as rules. Type-only and dynamic imports count as well.
 * Every rule is proven able to fail in tests/architecture/checks-can-fail.test.ts.
 */

/** Files at a module's root with a role of their own; any other file there is a pure concept. */
const roles = [
  'module',
  'contract',
  'routes',
  'actions',
  'queries',
  'tables',
  'api',
  'jobs',
  'client',
  'fake',
  'factory',
];
/** `queries.ts`, `comment-queries.ts` and `comments/queries.ts` alike. */
const role = (...names) =>
  [`(${names.join('|')})\\.ts$`, `[a-z0-9-]+-(${names.join('|')})\\.ts$`].flatMap((file) => [
    `^modules/[^/]+/${file}`,
    `^modules/[^/]+/(?!web/)[^/]+/${file}`,
  ]);
const test = '\\.test\\.tsx?$';
const web = ['^(platform/web|modules/[^/]+/web)/', '^app/(web\\.tsx|.+\\.web\\.ts)$'];
const concept = { path: '^modules/[^/]+/[a-z0-9-]+\\.ts$', pathNot: [test, ...role(...roles)] };
const testing = '^(platform|modules)/.*testing/';

/** A rule that refuses; `comment` is what the reader is told. */
const refuse = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const house = [
  refuse(
    'no-cycles',
    'Files that need each other in a ring cannot be read, loaded or tested alone.',
    {},
    { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  ),
  // kernel.ts describes the whole that is handed to its parts, and so its types know them and they know its type.
  refuse(
    'no-type-cycles',
    'Types that need each other in a ring belong into one file; only platform/kernel.ts may close a ring.',
    {},
    { circular: true, viaOnly: { pathNot: '^platform/kernel\\.ts$' } },
  ),
  refuse('resolvable', 'The import leads nowhere.', {}, { couldNotResolve: true }),
  refuse(
    'platform-knows-no-module',
    'platform/ is what every module stands on; what it needs of them is handed to it.',
    { path: '^platform/' },
    { path: '^(modules|app|tests|bench|setup)/' },
  ),
  refuse(
    'modules-know-no-app',
    'app/ puts the modules together; nothing depends on it but tests and benchmarks.',
    { path: '^modules/' },
    { path: '^(app|tests|bench|setup)/' },
  ),
  refuse(
    'front-doors',
    'Modules meet only through api.ts, contract.ts and web/parts.tsx (their tests through factory.ts as well).',
    { path: '^modules/([^/]+)/', pathNot: [test, testing, '^modules/[^/]+/factory\\.ts$'] },
    { path: '^modules/([^/]+)/', pathNot: ['^modules/$1/', '^modules/[^/]+/(api|contract|web/parts)\\.tsx?$'] },
  ),
  refuse(
    'front-doors-of-tests',
    'A test uses another module through its front doors and its factory.ts.',
    { path: [`^modules/([^/]+)/.*${test}`, '^modules/([^/]+)/factory\\.ts$', '^modules/([^/]+)/testing/'] },
    {
      path: '^modules/([^/]+)/',
      pathNot: ['^modules/$1/', '^modules/[^/]+/(api|contract|factory|module|web/parts)\\.tsx?$', testing],
    },
  ),
  refuse(
    'app-uses-front-doors',
    'app/ knows a module by module.ts, api.ts, contract.ts and its web/module.ts.',
    { path: '^app/', pathNot: test },
    { path: '^modules/', pathNot: '^modules/[^/]+/((module|api|contract)\\.ts|web/module\\.tsx?|locale/)' },
  ),
  refuse(
    'installers-stand-alone',
    'setup/*.mjs runs before anything is installed, on whatever Node is there.',
    { path: '^setup/[^/]+\\.mjs$' },
    { pathNot: ['^setup/'], dependencyTypesNot: ['core'] },
  ),
];

const anatomy = [
  refuse(
    'contract-imports-typebox-only',
    'The wire is described without code, so that anybody may import it.',
    { path: role('contract') },
    {
      pathNot: ['^node_modules/typebox/', ...role('contract'), '^platform/http/contract\\.ts$'],
    },
  ),
  refuse(
    'tables-are-types',
    'Row types are types, made of Kysely, the words of the contract and those of the platform.',
    { path: role('tables') },
    { pathNot: ['^node_modules/kysely/', ...role('tables', 'contract'), '^platform/'] },
  ),
  refuse(
    'tables-run-nothing',
    'A row type needs no code.',
    { path: role('tables') },
    { dependencyTypesNot: ['type-only'] },
  ),
  refuse(
    'tables-belong-to-queries',
    'Only queries know what a table looks like.',
    { pathNot: [...role('queries', 'tables'), '^tests/architecture/', '^platform/db/'] },
    { path: role('tables') },
  ),
  refuse(
    'kysely-belongs-to-queries',
    'SQL is written in queries and in platform/db.',
    {
      path: '^(modules|app|platform)/',
      pathNot: [...role('queries', 'tables'), '^platform/db/', testing, '(^|[/-])queries\\.ts$', test],
    },
    { path: '^node_modules/kysely/' },
  ),
  refuse(
    'driver-belongs-to-db',
    'Connections are made in platform/db, where their rules are kept.',
    { path: '^(modules|app|platform)/', pathNot: ['^platform/db/', testing, test] },
    { path: '^node_modules/pg(-pool|-protocol|-types)?/' },
  ),
  refuse(
    'queries-know-no-rules',
    'A query says what is read or written; who may and when is decided before it.',
    { path: role('queries') },
    {
      path: [
        '^platform/(http|audit|events|jobs|web)/',
        ...role('routes', 'actions', 'module', 'api', 'jobs', 'client'),
      ],
      dependencyTypesNot: ['type-only'],
    },
  ),
  refuse(
    'routes-stay-thin',
    'A route is access, schema and one call; other modules are called by actions.',
    { path: role('routes') },
    { path: [...role('tables', 'jobs', 'client', 'module')] },
  ),
  refuse(
    'concepts-are-pure',
    'Rules of the field stand without database, HTTP or clock, and are tested alone.',
    concept,
    {
      path: [
        '^platform/(db|http|jobs|events|audit|secrets|web)/',
        ...role('routes', 'actions', 'queries', 'tables', 'module', 'jobs', 'client'),
      ],
      pathNot: ['^platform/http/(problem|csv)\\.ts$'],
      dependencyTypesNot: ['type-only'],
    },
  ),
  refuse(
    'testing-stays-in-tests',
    'What exists for tests is not part of the program.',
    { path: '^(app|platform|modules)/', pathNot: [test, testing, ...role('factory')] },
    {
      path: [testing, ...role('factory'), '^node_modules/(vitest|fast-check|playwright-core|@axe-core)/', test],
    },
  ),
];

const screens = [
  refuse(
    'web-knows-no-server',
    'A page knows the server by the types of its contracts and by nothing else.',
    { path: web },
    {
      path: ['^(app|platform|modules|setup|bench|tests)/'],
      pathNot: [...web, ...role('contract'), '\\.json$', '^platform/http/contract\\.ts$'],
    },
  ),
  refuse(
    'contracts-reach-web-as-types',
    'TypeBox would cost every page 19 to 42 kB.',
    { path: web, pathNot: test },
    { path: ['contract\\.ts$', '^node_modules/typebox/'], dependencyTypesNot: ['type-only'] },
  ),
  refuse(
    'web-has-no-node',
    'There is no Node in a browser.',
    { path: web, pathNot: test },
    { dependencyTypes: ['core'] },
  ),
  refuse(
    'server-has-no-web',
    'The server runs without a screen.',
    { path: '^(app|platform|modules)/', pathNot: [...web, testing] },
    { path: [...web, '^node_modules/(react|react-dom|@mantine|@tanstack|@tabler)/'] },
  ),
];

export default {
  forbidden: [...house, ...anatomy, ...screens],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^dist/', '^data/'] },
    tsPreCompilationDeps: true,
    preserveSymlinks: true,
    tsConfig: { fileName: 'tsconfig.json' },
    detectProcessBuiltinModuleCalls: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
