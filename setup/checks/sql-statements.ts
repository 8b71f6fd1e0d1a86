import { lineAt } from './finding.ts';

/**
 * One statement of a .sql file. `text` is as written; in `code` the insides of comments and quoted strings are
 * blanked (same length), so that a pattern sees SQL only. Bodies in dollar quotes stay: they are SQL too.
 */
export type SqlStatement = { readonly text: string; readonly code: string; readonly line: number };

const skipTo = (sql: string, mark: string, from: number): number => {
  const end = sql.indexOf(mark, from);
  return end === -1 ? sql.length : end + mark.length;
};

/** The end of a comment or a quoted string that begins at `at`, or `at` itself. */
const endOfQuoted = (sql: string, at: number): number => {
  if (sql.startsWith('--', at)) {
    return skipTo(sql, '\n', at);
  }
  if (sql.startsWith('/*', at)) {
    return skipTo(sql, '*/', at);
  }
  return sql[at] === "'" ? skipTo(sql, "'", at + 1) : at;
};

const blank = (text: string): string => text.replace(/[^\n]/g, ' ');

/** The same text with comments and the insides of strings blanked, offsets kept. */
const maskQuoted = (sql: string): string => {
  let masked = '';
  let at = 0;
  while (at < sql.length) {
    const end = endOfQuoted(sql, at);
    masked += end === at ? sql[at] : blank(sql.slice(at, end));
    at = Math.max(end, at + 1);
  }
  return masked;
};

/** Cuts a file at the semicolons that end statements: those inside dollar quotes do not. */
export const splitStatements = (sql: string): SqlStatement[] => {
  const code = maskQuoted(sql);
  const statements: SqlStatement[] = [];
  let start = 0;
  let at = 0;
  while (at < code.length) {
    const tag = code[at] === '$' ? /^\$[a-z_]*\$/i.exec(code.slice(at, at + 64))?.[0] : undefined;
    if (tag !== undefined) {
      at = skipTo(code, tag, at + tag.length);
    } else if (code[at] === ';') {
      statements.push(...cut(sql, code, start, at));
      at += 1;
      start = at;
    } else {
      at += 1;
    }
  }
  return [...statements, ...cut(sql, code, start, code.length)];
};

const cut = (sql: string, code: string, start: number, end: number): SqlStatement[] => {
  const part = code.slice(start, end);
  const begin = start + (part.length - part.trimStart().length);
  return part.trim() === ''
    ? []
    : [{ text: sql.slice(begin, end), code: code.slice(begin, end), line: lineAt(sql, begin) }];
};

/** The comma-separated parts of a parenthesis that begins at `open`, nested parentheses kept whole. */
export const partsOfParenthesis = (code: string, open: number): string[] => {
  const parts: string[] = [];
  let depth = 0;
  let start = open + 1;
  for (let at = open; at < code.length; at += 1) {
    const sign = code[at];
    depth += sign === '(' ? 1 : sign === ')' ? -1 : 0;
    if ((sign === ',' && depth === 1) || depth === 0) {
      parts.push(code.slice(start, at).trim());
      start = at + 1;
    }
    if (depth === 0) {
      break;
    }
  }
  return parts.filter((part) => part !== '');
};
