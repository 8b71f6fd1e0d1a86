import type { Parameter } from './query.ts';

/**
 * Frontend messages of PostgreSQL's protocol, gathered so that a whole batch leaves in one write. pg's own serializer makes a
 * buffer per message. One scratch buffer serves all: encoding is synchronous and `take` copies.
 */
let scratch = Buffer.allocUnsafe(64 * 1024);
let length = 0;

const SCRATCH_KEPT = 1024 * 1024;
const MOST_PARAMETERS = 65_535;

/** Begins a new batch; whatever an encoder that threw has left is forgotten. */
export const startMessages = (): void => {
  length = 0;
  if (scratch.length > SCRATCH_KEPT) scratch = Buffer.allocUnsafe(64 * 1024);
};

/** The bytes of all messages since `startMessages`. */
export const takeMessages = (): Buffer => Buffer.from(scratch.subarray(0, length));

export const addParse = (name: string, text: string): void => {
  const start = open(0x50);
  addZeroEnded(name);
  addZeroEnded(text);
  addInt16(0);
  close(start);
};

/** Binds the unnamed portal; every parameter and every result column as text. */
export const addBind = (name: string, values: readonly Parameter[]): void => {
  if (values.length > MOST_PARAMETERS) throw new RangeError(`A statement takes at most ${MOST_PARAMETERS} parameters`);
  const start = open(0x42);
  reserve(1);
  scratch[length++] = 0;
  addZeroEnded(name);
  addInt16(0);
  addInt16(values.length);
  for (const value of values) addValue(value);
  addInt16(0);
  close(start);
};

export const addDescribeStatement = (name: string): void => addNamed(0x44, name);
export const addCloseStatement = (name: string): void => addNamed(0x43, name);

/** Executes the unnamed portal to its end. */
export const addExecute = (): void => {
  reserve(10);
  scratch[length++] = 0x45;
  addInt32(9);
  scratch[length++] = 0;
  addInt32(0);
};

export const addSync = (): void => {
  reserve(5);
  scratch[length++] = 0x53;
  addInt32(4);
};

const addNamed = (code: number, name: string): void => {
  const start = open(code);
  reserve(1);
  scratch[length++] = 0x53;
  addZeroEnded(name);
  close(start);
};

const addValue = (value: Parameter): void => {
  if (value === null) {
    reserve(4);
    addInt32(-1);
    return;
  }
  if (typeof value !== 'string') throw new TypeError(`A parameter must be a string or null, not ${typeof value}`);
  // A UTF-16 unit becomes at most three bytes, so room is made without measuring the text first.
  reserve(4 + value.length * 3);
  const bytes = scratch.write(value, length + 4, 'utf8');
  addInt32(bytes);
  length += bytes;
};

const addZeroEnded = (text: string): void => {
  if (text.includes('\0')) throw new TypeError('SQL text cannot hold a NUL');
  reserve(text.length * 3 + 1);
  length += scratch.write(text, length, 'utf8');
  scratch[length++] = 0;
};

const addInt16 = (value: number): void => {
  reserve(2);
  length = scratch.writeUInt16BE(value, length);
};

const addInt32 = (value: number): void => {
  reserve(4);
  length = scratch.writeInt32BE(value, length);
};

const open = (code: number): number => {
  reserve(5);
  scratch[length] = code;
  length += 5;
  return length - 4;
};

const close = (start: number): void => {
  scratch.writeInt32BE(length - start, start);
};

const reserve = (bytes: number): void => {
  if (length + bytes <= scratch.length) return;
  const larger = Buffer.allocUnsafe(Math.max(scratch.length * 2, length + bytes));
  scratch.copy(larger, 0, 0, length);
  scratch = larger;
};
