import { type Finding, lineAt, type SourceFile } from './finding.ts';
import { type SqlStatement, splitStatements } from './sql-statements.ts';

type Rule = {
  readonly name: string;
  readonly broken: (statement: SqlStatement, path: string) => boolean;
  readonly message: string;
};

const isDefiner = (code: string): boolean => /\bsecurity\s+definer\b/i.test(code);
const isFunction = (code: string): boolean =>
  /^create\s+(?:or\s+replace\s+)?(?:function|procedure|trigger)\b/i.test(code);

const rules: readonly Rule[] = [
  {
    name: 'sql/no-star',
    broken: ({ code }) => /\b(?:select|returning)\s+(?:\w+\.)?\*/i.test(code),
    message: 'Name the columns: no `select *`, no `returning *`.',
  },
  {
    name: 'sql/definer-search-path',
    broken: ({ code }) =>
      isDefiner(code) && !/\bset\s+search_path\s*(?:=|to)\s*[\w\s,]*\bpg_temp\b(?!\s*,)/i.test(code),
    message: 'A security definer function pins its search_path, which ends in pg_temp.',
  },
  {
    name: 'sql/context-by-set-local',
    broken: ({ text }) => /\bset_config\s*\(\s*'app\./i.test(text),
    message: 'The tenant is set by `set local`, never by set_config().',
  },
  {
    name: 'sql/view-security-invoker',
    broken: ({ code }) => /^create\s+(?:or\s+replace\s+)?view\b/i.test(code) && !/\bsecurity_invoker\b/i.test(code),
    message: 'A view is `with (security_invoker = true)`.',
  },
  {
    name: 'sql/functions-in-sql-folder',
    broken: ({ code }, path) => path.includes('migrations/') && isFunction(code) && !/\bpgboss\./i.test(code),
    message: 'Functions, views and triggers live in sql/, where their current text can be found.',
  },
];

/** What every .sql file owes, and the SQL inside TypeScript: no stars, pinned definer functions, `set local`. */
export const checkSqlCode = (files: readonly SourceFile[]): Finding[] =>
  files
    .filter((file) => /^(platform|modules)\//.test(file.path))
    .flatMap((file) =>
      file.path.endsWith('.sql') ? [...checkName(file), ...checkStatements(file)] : checkTypeScript(file),
    );

const checkName = (file: SourceFile): Finding[] =>
  !/(^|\/)migrations\//.test(file.path) || /\/\d{8}_\d{4}_[a-z0-9_]+(?:\.down)?\.sql$/.test(file.path)
    ? []
    : [{ file: file.path, line: 1, rule: 'sql/migration-name', message: 'A migration is YYYYMMDD_HHMM_what.sql.' }];

const checkStatements = (file: SourceFile): Finding[] =>
  splitStatements(file.text).flatMap((statement) =>
    rules
      .filter((rule) => rule.broken(statement, file.path))
      .map((rule) => ({ file: file.path, line: statement.line, rule: rule.name, message: rule.message })),
  );

const star = /\b(?:select|returning)\s+(?:\w+\.)?\*|\.(?:selectAll|returningAll)\(|\bset_config\s*\(\s*'app\./gi;

const checkTypeScript = (file: SourceFile): Finding[] =>
  !/\.tsx?$/.test(file.path) || /\.test\.ts$|\/testing\//.test(file.path)
    ? []
    : [...file.text.matchAll(star)].map((match) => ({
        file: file.path,
        line: lineAt(file.text, match.index),
        rule: 'sql/no-star',
        message: `"${match[0]}": name the columns, and set the tenant by \`set local\`.`,
      }));
