import { Type } from 'typebox';

const name = '[a-z][a-z_]{0,39}';

export const EventsQuery = Type.Object({
  /** Names with commas between them; all that the reader may have when absent. */
  topics: Type.Optional(Type.String({ pattern: `^${name}(,${name}){0,19}$` })),
  /** Code of the tenant that the reader believes to act in. */
  tenant: Type.Optional(Type.String({ minLength: 1, maxLength: 20 })),
});
