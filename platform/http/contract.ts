import { type TSchema, Type } from 'typebox';

// Words that contracts of many modules use.

export const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

// Controls, separators of lines, and what turns the direction of writing: in a list, a log or an audit they would let one
// line look like two, or like another one.
const unseen = '\\u0000-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069';

/** One line of text that can be seen: a name, a title. */
export const Line = (maxLength: number) =>
  Type.String({ minLength: 1, maxLength, pattern: `^[^${unseen}]*[^${unseen}\\s][^${unseen}]*$` });
