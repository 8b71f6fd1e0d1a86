import type { Connection } from './connection.ts';
import type { Rows, Statement } from './query.ts';
import type { Prepared } from './receive.ts';
import { checkPlace, ruleOf } from './statement-rules.ts';
import * as wire from './wire.ts';

/**
 * Sends statements under ONE Sync in one write and resolves with their rows once the server is ready again. The connection must
 * be lent to the caller alone. Nothing is sent when a statement or a parameter is not allowed. Rejects with the server's error;
 * the caller then has to roll back or to destroy the connection.
 */
export const exchange = async (connection: Connection, statements: readonly Statement[]): Promise<Rows[]> => {
  if (statements.length === 0) return [];
  wire.startMessages();
  forgetOldest(connection);
  const steps: Prepared[] = [];
  const preparing = new Set<Prepared>();
  for (const { text, values } of statements) {
    const step = stepOf(connection, text);
    checkPlace(step.rule, steps.length, statements.length);
    if (step.name === '') wire.addParse('', text);
    else if (!step.ready && !preparing.has(step)) {
      preparing.add(step);
      addPreparation(step, text);
    }
    wire.addBind(step.name, values);
    wire.addExecute();
    steps.push(step);
  }
  wire.addSync();
  return connection.receiver.expect(steps, wire.takeMessages());
};

const addPreparation = (step: Prepared, text: string): void => {
  // The server may know the name from a batch that failed later; closing what is not there is no error.
  wire.addCloseStatement(step.name);
  wire.addParse(step.name, text);
  wire.addDescribeStatement(step.name);
};

const NO_ROWS = { columns: [], parsers: [], empty: {} };
const SET_LOCAL: Prepared = { name: '', rule: ruleOf('set local x = 1'), ready: true, ...NO_ROWS };

const stepOf = (connection: Connection, text: string): Prepared => {
  const known = connection.prepared.get(text);
  if (known) return known;
  const rule = ruleOf(text);
  // Its text holds the tenant: a name for each would fill the server's memory.
  if (text.startsWith('set local app.')) return SET_LOCAL;
  const step: Prepared = { name: `s${connection.names++}`, rule, ready: false, ...NO_ROWS };
  connection.prepared.set(text, step);
  return step;
};

const MOST_PREPARED = 500;

/** Makes room among the prepared statements; first in the batch, so that it happens whatever comes later. */
const forgetOldest = ({ prepared }: Connection): void => {
  if (prepared.size <= MOST_PREPARED) return;
  let excess = prepared.size - MOST_PREPARED * 0.9;
  for (const [text, { name }] of prepared) {
    if (excess-- <= 0) break;
    prepared.delete(text);
    wire.addCloseStatement(name);
  }
};
