import { type TSchema, Type } from 'typebox';

// Words that contracts of many modules use.

export const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

// Controls, separators of lines, and what turns the direction of writing: in a list, a log or an audit they would let one
// line look like two, or like another one.
const FORBIDDEN = '\\u0000-\\u001f\\u007f-\\u009f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069';
// Spaces, joiners and the fillers of Hangul: allowed, but a line of nothing else is blank.
const BLANK = ' \\u00a0\\u115f\\u1160\\u1680\\u2000-\\u200d\\u202f\\u205f\\u2060\\u3000\\u3164\\ufeff\\uffa0';

/**
 * One line of text that can be seen: a name, a title. The pattern is read once from left to right, whatever comes: its
 * parts have no character in common where one goes over into the next.
 */
export const Line = (maxLength: number) =>
  Type.String({ minLength: 1, maxLength, pattern: `^[${BLANK}]*[^${FORBIDDEN}${BLANK}][^${FORBIDDEN}]*$` });

const NO_LINE = new RegExp(`[\\s${FORBIDDEN}]+`, 'gu');

/** The text as one line: whatever may not stand in a `Line`, and each run of white space, becomes a space. */
export const oneLine = (text: string): string => text.replaceAll(NO_LINE, ' ').trim();
