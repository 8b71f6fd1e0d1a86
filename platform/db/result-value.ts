import pg from 'pg';

/** Turns the text of one column into its JavaScript value. */
export type ValueParser = (text: string) => unknown;

const asIs: ValueParser = (text) => text;
const asNumber: ValueParser = Number;

/** int8 as a number; refuses what a number cannot hold exactly. */
const asSafeInteger: ValueParser = (text) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('An int8 is too large for a number');
  return value;
};

/** `2026-11-23 18:13:13.12+00` (connections run in UTC) as `2026-11-23T18:13:13.120Z`. */
const asIsoTime: ValueParser = (text) => {
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(10) !== 32) return text;
  const end = text.endsWith('+00') ? text.length - 3 : text.length;
  const fraction = end > 20 ? text.slice(20, Math.min(end, 23)).padEnd(3, '0') : '000';
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${fraction}Z`;
};

const asBytes: ValueParser = (text) => Buffer.from(text.slice(2), 'hex');

// pg's parser of text[]: any array's elements as texts.
const splitArray = pg.types.getTypeParser(1009 as number, 'text') as (text: string) => unknown[];

const asArray = (element: ValueParser): ValueParser => {
  const deep = (value: unknown): unknown => {
    if (value === null) return null;
    return Array.isArray(value) ? value.map(deep) : element(value as string);
  };
  return (text) => splitArray(text).map(deep);
};

// By type oid: the second number is the type's array.
const parsers = new Map<number, ValueParser>();
const known: readonly (readonly [number, number, ValueParser])[] = [
  [16, 1000, (text) => text === 't'],
  [17, 1001, asBytes],
  [20, 1016, asSafeInteger],
  [21, 1005, asNumber],
  [23, 1007, asNumber],
  [26, 1028, asNumber],
  [700, 1021, asNumber],
  [701, 1022, asNumber],
  [19, 1003, asIs],
  [25, 1009, asIs],
  [1042, 1014, asIs],
  [1043, 1015, asIs],
  [1082, 1182, asIs],
  [1114, 1115, asIsoTime],
  [1184, 1185, asIsoTime],
  [1700, 1231, asIs],
  [2950, 2951, asIs],
  [114, 199, JSON.parse],
  [3802, 3807, JSON.parse],
];
for (const [type, array, parse] of known) parsers.set(type, parse).set(array, asArray(parse));

/** The parser of a type by its oid; null where the text is already the value. */
export const valueParser = (oid: number): ValueParser | null => {
  const parse = parsers.get(oid) ?? asIs;
  return parse === asIs ? null : parse;
};
