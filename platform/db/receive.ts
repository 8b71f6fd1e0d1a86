import type { Row, Rows } from './query.ts';
import { type ValueParser, valueParser } from './result-value.ts';
import type { StatementRule } from './statement-rules.ts';

/** A statement as one connection knows it. */
export type Prepared = {
  /** Empty: parsed anew each time. */
  readonly name: string;
  readonly rule: StatementRule;
  /** Only after a batch that prepared it came back whole. */
  ready: boolean;
  columns: readonly string[];
  parsers: readonly (ValueParser | null)[];
  /** A row of nulls: rows begin as its copy, which is quicker than to name each column anew. */
  empty: Row;
};

type Field = { readonly name: string; readonly dataTypeID: number };
type Stream = { readonly writable: boolean; write(bytes: Buffer): boolean };

/** Takes the server's messages for one batch after the other: what pg's client calls a query. */
export type Receiver = {
  /** Sends the bytes and resolves with the rows of each step once the server is ready again; rejects with what went wrong. */
  expect(steps: readonly Prepared[], bytes: Buffer): Promise<Rows[]>;
};

type Expected = {
  readonly steps: readonly Prepared[];
  readonly results: Rows[];
  rows: Record<string, unknown>[];
  failure: Error | undefined;
  resolve(results: Rows[]): void;
  reject(error: Error): void;
};

/** The receiver of one connection. `query` is pg's `client.query`, which takes whatever has a `submit`. */
export const createReceiver = (query: (submittable: object) => void, lost: () => Error): Receiver => {
  let expected: Expected | undefined;
  let sending: Buffer | undefined;

  const end = (error: Error | undefined): void => {
    const done = expected;
    expected = undefined;
    if (!done) return;
    if (error) done.reject(error);
    else done.resolve(done.results);
  };
  const receive = (take: (batch: Expected) => void): void => {
    if (!expected || expected.failure) return;
    try {
      take(expected);
    } catch (error) {
      expected.failure = error as Error;
    }
  };
  const refuse = (what: string) => (): void => {
    if (expected) expected.failure ??= new Error(`The server answered with ${what}`);
  };
  const submittable = {
    submit: ({ stream }: { readonly stream: Stream }): Error | null => {
      if (!stream.writable || !sending) return lost();
      stream.write(sending);
      sending = undefined;
      return null;
    },
    handleRowDescription: ({ fields }: { readonly fields: readonly Field[] }) =>
      receive((batch) => describe(batch, fields)),
    handleDataRow: ({ fields }: { readonly fields: readonly (string | null)[] }) =>
      receive((batch) => addRow(batch, fields)),
    handleCommandComplete: ({ text }: { readonly text: string }) => receive((batch) => complete(batch, text)),
    handleReadyForQuery: () => {
      receive(checkWhole);
      end(expected?.failure);
    },
    handleError: (error: Error) => end(expected?.failure ?? error),
    handleEmptyQuery: refuse('an empty query'),
    handlePortalSuspended: refuse('a suspended portal'),
    handleCopyInResponse: refuse('a copy'),
    handleCopyData: refuse('a copy'),
  };
  return {
    expect: (steps, bytes) =>
      new Promise((resolve, reject) => {
        if (expected) throw new Error('A connection carries one batch at a time');
        expected = { steps, results: [], rows: [], failure: undefined, resolve, reject };
        sending = bytes;
        query(submittable);
      }),
  };
};

const currentStep = ({ steps, results }: Expected): Prepared => {
  const step = steps[results.length];
  if (step === undefined) throw new Error('The server answered more than it was asked');
  return step;
};

const describe = (batch: Expected, fields: readonly Field[]): void => {
  const step = currentStep(batch);
  step.columns = fields.map((field) => field.name);
  step.parsers = fields.map((field) => valueParser(field.dataTypeID));
  step.empty = Object.fromEntries(step.columns.map((name) => [name, null]));
};

const addRow = (batch: Expected, fields: readonly (string | null)[]): void => {
  const { columns, parsers, empty } = currentStep(batch);
  if (fields.length !== columns.length) throw new Error('The server answered with other columns');
  const row: Record<string, unknown> = { ...empty };
  for (let at = 0; at < fields.length; at++) {
    const text = fields[at] as string | null;
    if (text === null) continue;
    const parse = parsers[at];
    row[columns[at] as string] = parse ? parse(text) : text;
  }
  batch.rows.push(row);
};

const complete = (batch: Expected, tag: string): void => {
  const { rule } = currentStep(batch);
  const space = tag.indexOf(' ');
  const word = space < 0 ? tag : tag.slice(0, space);
  if (!rule.tags.includes(word)) throw new Error(`The server answered ${word} where ${rule.tags.join(' or ')} was due`);
  const changes = !rule.control && word !== 'SELECT';
  batch.results.push(changes ? withAffected(batch.rows, Number(tag.slice(tag.lastIndexOf(' ') + 1))) : batch.rows);
  batch.rows = [];
};

const withAffected = (rows: Record<string, unknown>[], affected: number): Rows => Object.assign(rows, { affected });

const checkWhole = ({ steps, results }: Expected): void => {
  if (results.length !== steps.length) throw new Error('The server answered less than it was asked');
  for (const step of steps) step.ready = true;
};
