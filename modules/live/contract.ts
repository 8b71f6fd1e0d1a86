import { type TSchema, Type } from 'typebox';

const name = '[a-z][a-z_]{0,39}';

export const EventsQuery = Type.Object({
  /** Names with commas between them; all that the reader may have when absent. */
  topics: Type.Optional(Type.String({ pattern: `^${name}(,${name}){0,19}$` })),
  /** Code of the tenant that the reader believes to act in. */
  tenant: Type.Optional(Type.String({ minLength: 1, maxLength: 20 })),
});

const json = (contentSchema: TSchema) => Type.String({ contentMediaType: 'application/json', contentSchema });
const event = (name: string, data: TSchema) =>
  Type.Object({ id: Type.String({ minLength: 1 }), event: Type.String({ pattern: `^${name}$` }), data: json(data) });

/** What changed, never its contents; the topic adds what names the subject, such as a ticket's number. */
const Change = Type.Object({
  id: Type.Integer({ minimum: 1 }),
  number: Type.Optional(Type.String()),
  version: Type.Integer({ minimum: 0 }),
  change: Type.String({ pattern: `^${name}$` }),
});

/** One event as it is read from the stream; `data` is JSON. `resync` says that what was missed cannot be told. */
export const LiveEvent = Type.Union([
  event(`${name}\\.changed`, Change),
  event('resync', Type.Object({}, { additionalProperties: false })),
]);
