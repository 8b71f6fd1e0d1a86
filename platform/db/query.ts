import type { CompiledQuery } from 'kysely';

/** What the wire takes: a text, or null. */
export type Parameter = string | null;
/** One finished SQL statement. */
export type Statement = { readonly text: string; readonly values: readonly Parameter[] };
export type Row = Readonly<Record<string, unknown>>;
/** The rows of one statement; `affected` is the count of its command tag where it changed something. */
export type Rows = readonly Row[] & { readonly affected?: number };
/** A finished question: compiled SQL with bound texts, and how its rows become an answer. Data, never a callback into the database. */
export type Query<T> = {
  readonly statements: readonly Statement[];
  readonly answer: (results: readonly Rows[]) => T;
};
/** Whatever Kysely can compile. */
export type Compilable<R> = { compile(): CompiledQuery<R> };

const first = (results: readonly Rows[]): Rows => results[0] ?? [];

/** The statement of a Kysely builder, its parameters as wire texts. */
export const statement = (builder: Compilable<unknown>): Statement => {
  const { sql, parameters } = builder.compile();
  return { text: sql, values: parameters.map(parameter) };
};

/** All rows. */
export const many = <R>(builder: Compilable<R>): Query<R[]> => ({
  statements: [statement(builder)],
  answer: (results) => first(results) as unknown as R[],
});

/** The first row, or undefined. */
export const maybe = <R>(builder: Compilable<R>): Query<R | undefined> => ({
  statements: [statement(builder)],
  answer: (results) => first(results)[0] as R | undefined,
});

/** Exactly one row; throws when there is none or more. */
export const one = <R>(builder: Compilable<R>): Query<R> => ({
  statements: [statement(builder)],
  answer: (results) => onlyRow(first(results)) as R,
});

/** A change; answers how many rows it touched. */
export const run = (builder: Compilable<unknown>): Query<number> => ({
  statements: [statement(builder)],
  answer: (results) => first(results).affected ?? 0,
});

/** Plain SQL where Kysely has no word; `$1`, `$2` are bound from `values`. Answers all rows. */
export const sqlQuery = <R = Row>(text: string, values: readonly unknown[] = []): Query<R[]> => ({
  statements: [{ text, values: values.map(parameter) }],
  answer: (results) => first(results) as unknown as R[],
});

/** Plain SQL that changes rows; answers how many. */
export const sqlRun = (text: string, values: readonly unknown[] = []): Query<number> => ({
  statements: [{ text, values: values.map(parameter) }],
  answer: (results) => first(results).affected ?? 0,
});

/** The one row of a query that must answer exactly one. */
export const onlyRow = <R>(rows: readonly R[]): R => {
  const [row] = rows;
  if (row === undefined || rows.length !== 1) throw new Error(`Expected exactly one row, got ${rows.length}`);
  return row;
};

/** The same question with its answer turned into something else. */
export const mapQuery = <A, B>(query: Query<A>, change: (answer: A) => B): Query<B> => ({
  statements: query.statements,
  answer: (results) => change(query.answer(results)),
});

/** Two questions in one round trip. */
export const both = <A, B>(a: Query<A>, b: Query<B>): Query<[A, B]> => all([a, b]);

/** Any number of questions in one round trip, answered in order. */
export const all = <T extends readonly unknown[]>(queries: { readonly [K in keyof T]: Query<T[K]> }): Query<T> => {
  const list = queries as readonly Query<unknown>[];
  return {
    statements: list.flatMap((query) => query.statements),
    answer: (results) => {
      let from = 0;
      return list.map((query) => {
        const to = from + query.statements.length;
        const answer = query.answer(results.slice(from, to));
        from = to;
        return answer;
      }) as unknown as T;
    },
  };
};

/** An answer that needs no database. */
export const known = <T>(answer: T): Query<T> => ({ statements: [], answer: () => answer });

/**
 * A JavaScript value as PostgreSQL's text: numbers, bigints, booleans, dates (ISO), arrays (`{..}`), bytes (`\x..`), other
 * objects as JSON. A JavaScript array for a jsonb column must be given as `JSON.stringify(..)`. Undefined and NaN throw.
 */
export const parameter = (value: unknown): Parameter => {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`A parameter must be finite, not ${value}`);
      return String(value);
    case 'bigint':
    case 'boolean':
      return String(value);
    case 'object':
      return value === null ? null : objectParameter(value);
    default:
      throw new TypeError(`A parameter cannot be ${typeof value}`);
  }
};

const objectParameter = (value: object): string => {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) {
    return `\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')}`;
  }
  if (Array.isArray(value)) return `{${value.map(arrayElement).join(',')}}`;
  return JSON.stringify(value);
};

const arrayElement = (value: unknown): string => {
  if (Array.isArray(value)) return `{${value.map(arrayElement).join(',')}}`;
  const text = parameter(value);
  return text === null ? 'null' : `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
};
