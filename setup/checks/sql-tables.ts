import { catalogExceptions } from '#platform/db/catalog-exceptions.ts';
import type { Finding, SourceFile } from './finding.ts';
import { partsOfParenthesis, type SqlStatement, splitStatements } from './sql-statements.ts';

const name = '(?:madang\\.)?"?([a-z_][a-z0-9_]*)"?';
const createTable = new RegExp(`^create\\s+(?:unlogged\\s+)?table\\s+(?:if\\s+not\\s+exists\\s+)?${name}\\s*\\(`, 'i');
const rowSecurity = new RegExp(`^alter\\s+table\\s+${name}\\s+(enable|force)\\s+row\\s+level\\s+security`, 'i');
const grantOn = new RegExp(`^grant\\s[^;]*?\\son\\s+(?:table\\s+)?${name}\\s+to\\s`, 'i');
const createIndex = new RegExp(`^create\\s+(?:unique\\s+)?index\\s+${name}\\s+on\\s+${name}`, 'i');
const keyOrReference =
  /^constraint\s+(\w+)\s+(primary\s+key|unique(?:\s+nulls\s+not\s+distinct)?|foreign\s+key)\s*\(\s*(\w+)[^)]*\)(?:\s*references\s+(\w+))?/i;
/** The reason that the catalog check at start asks for, too. */
const reason = /^comment\s+on\s+(?:index|table)\s+(\w+)\s+is\s+'(?:not tenant-first|no tenant): ./i;
const policy = /^create\s+policy\s+"?\w+"?\s+on\s/i;

/** pg-boss keeps its tables in a schema of its own and in its own words; the catalog check guards them. */
const vendored = /\bpgboss\./i;

type Place = { readonly file: string; readonly statement: SqlStatement };

const object = (place: Place, rule: string, message: string): Finding => ({
  file: place.file,
  line: place.statement.line,
  rule,
  message,
});

/** What migrations owe: row security before grants, policies of one role, named constraints, tenant-first keys. */
export const checkSqlTables = (files: readonly SourceFile[]): Finding[] => {
  const places = files
    .filter((file) => /(^|\/)migrations\/[^/]+\.sql$/.test(file.path))
    .sort((a, b) => baseName(a.path).localeCompare(baseName(b.path)))
    .flatMap((file) => splitStatements(file.text).map((statement) => ({ file: file.path, statement })))
    .filter((place) => !vendored.test(place.statement.code));
  return [
    ...checkRowSecurity(places),
    ...places.flatMap((place) => [...checkPolicy(place), ...checkColumns(place)]),
    ...checkTenantFirst(places),
  ];
};

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The exceptions that the catalog check at start grants, each with its reason. */
const unguarded = new Set(
  catalogExceptions.filter(({ rule }) => rule === 'forced_row_security').map(({ object }) => object),
);

type Guard = { created?: Place; enable?: boolean; force?: boolean };

const checkRowSecurity = (places: readonly Place[]): Finding[] => {
  const guards = new Map<string, Guard>();
  const guardOf = (table: string): Guard => {
    const guard = guards.get(table) ?? {};
    guards.set(table, guard);
    return guard;
  };
  const findings: Finding[] = [];
  for (const place of places) {
    const { code } = place.statement;
    const created = createTable.exec(code)?.[1];
    const secured = rowSecurity.exec(code);
    const granted = grantOn.exec(code)?.[1];
    if (created !== undefined) {
      guardOf(created).created = place;
    } else if (secured?.[1] !== undefined) {
      guardOf(secured[1])[secured[2]?.toLowerCase() === 'force' ? 'force' : 'enable'] = true;
    } else if (granted !== undefined && isOpen(guards.get(granted))) {
      const message = `${granted} is granted before its row level security is enabled and forced.`;
      findings.push(object(place, 'sql/rls-before-grant', message));
    }
  }
  return [...findings, ...checkForgotten(guards)];
};

const isOpen = (guard: Guard | undefined): boolean => guard?.created !== undefined && !(guard.enable && guard.force);

const checkForgotten = (guards: ReadonlyMap<string, Guard>): Finding[] =>
  [...guards].flatMap(([table, guard]) =>
    guard.created !== undefined && !unguarded.has(table) && isOpen(guard)
      ? [object(guard.created, 'sql/rls-forced', `Row level security of ${table} is not enabled and forced.`)]
      : [],
  );

const checkPolicy = (place: Place): Finding[] => {
  const { code } = place.statement;
  if (!policy.test(code)) {
    return [];
  }
  const head = code.split(/\b(?:using|with\s+check)\b/i)[0] ?? '';
  const roles = /\bto\s+([\w\s,"]+)$/i.exec(head.trim())?.[1]?.split(',') ?? [];
  const open = roles.length !== 1 || /\bpublic\b/i.test(roles[0] ?? '');
  return [
    ...(open ? [object(place, 'sql/policy-one-role', 'A policy names exactly one role, never public.')] : []),
    ...(/\bor\b/i.test(code)
      ? [object(place, 'sql/policy-no-or', 'No `or` in a policy: another reader is another role.')]
      : []),
  ];
};

const parts = (place: Place): string[] => {
  const { code } = place.statement;
  const match = createTable.exec(code);
  return match === null ? [] : partsOfParenthesis(code, match[0].length - 1);
};

const checkColumns = (place: Place): Finding[] => {
  const { code } = place.statement;
  const altered = /^alter\s+table\b/i.test(code) ? [code] : [];
  return [...parts(place), ...altered].flatMap((part) =>
    columnRules
      .filter((rule) => rule.pattern.test(part))
      .map((rule) => object(place, rule.name, `${rule.message} (${part.split('\n')[0]?.slice(0, 60)})`)),
  );
};

const columnRules = [
  {
    name: 'sql/constraint-named',
    pattern: /^(?!constraint\b|alter\b)[\s\S]*\b(?:primary\s+key|unique|references|check\s*\(|exclude)/i,
    message: 'Constraints are named: `constraint <table>_<what> …`.',
  },
  {
    name: 'sql/constraint-named',
    pattern: /\badd\s+(?:primary|unique|foreign|check)\b/i,
    message: 'Name the constraint.',
  },
  {
    name: 'sql/foreign-key-on-delete',
    pattern: /^(?![\s\S]*\bon\s+delete\b)[\s\S]*\breferences\b/i,
    message: 'A foreign key says `on delete`.',
  },
  { name: 'sql/timestamptz-3', pattern: /\btimestamp(?:tz)?\b(?!\s*\(3\))/i, message: 'Times are timestamptz(3).' },
  {
    name: 'sql/types',
    pattern: /\b(?:big|small)?serial\b|\bexclude\s+using\b|\b(?:int4|int8|num|ts|tstz|date)range\b/i,
    message: 'No serial, range types or exclusion constraints: they do not distribute.',
  },
];

/** A key, an index or a reference: its table, its first column, and for a reference the table it points to. */
type Key = { place: Place; label: string; table: string; first: string; target: string | undefined };

const keysOf = (place: Place): Key[] => {
  const { code } = place.statement;
  const index = createIndex.exec(code);
  if (index !== null) {
    const first = partsOfParenthesis(code, code.indexOf('(', index[0].length))[0] ?? '';
    return [{ place, label: index[1] ?? '', table: index[2] ?? '', first, target: undefined }];
  }
  const table = createTable.exec(code)?.[1] ?? '';
  return parts(place).flatMap((part) => {
    const key = keyOrReference.exec(part);
    return key === null ? [] : [{ place, label: key[1] ?? '', table, first: key[3] ?? '', target: key[4] }];
  });
};

/** Tables of a tenant: keys, indexes and references to other tables of tenants begin with the tenant, or say why not. */
const checkTenantFirst = (places: readonly Place[]): Finding[] => {
  const ofTenants = new Set(
    places
      .filter((place) => parts(place).some((part) => /^tenant_id\s/i.test(part)))
      .map((place) => createTable.exec(place.statement.code)?.[1]),
  );
  const reasoned = new Set(places.map((place) => reason.exec(place.statement.text)?.[1]));
  return places
    .flatMap(keysOf)
    .filter((key) => ofTenants.has(key.table) && key.first !== 'tenant_id' && !reasoned.has(key.label))
    .filter((key) => key.target === undefined || ofTenants.has(key.target))
    .map((key) => object(key.place, 'sql/tenant-first', `${key.label} begins with ${key.first}, not with tenant_id.`));
};
