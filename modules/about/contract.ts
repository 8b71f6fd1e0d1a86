import { type Static, Type } from 'typebox';

const Time = Type.Union([Type.String({ format: 'date-time' }), Type.Null()]);
const Count = Type.Integer({ minimum: 0 });
const Bytes = Type.Integer({ minimum: 0 });

/** What whoever runs the installation wants to know of it. Null is "not known", never "fine". */
export const SystemState = Type.Object({
  databaseVersion: Type.String(),
  /** The server that Madang brought along, or one of the house. */
  database: Type.Enum(['embedded', 'server']),
  databaseBytes: Bytes,
  storage: Type.Union([Type.Object({ freeBytes: Bytes, totalBytes: Bytes }), Type.Null()]),
  /** What /readyz would name; empty when all is up. */
  missing: Type.Array(Type.String()),
  tenants: Count,
  lastSealedAt: Time,
  lastCheckpointAt: Time,
  jobs: Type.Object({ waiting: Count, running: Count, failed: Count }),
  /** What the database itself knows: whether it archives its changes, and how that goes. Dumps and copies it knows nothing of. */
  backups: Type.Object({ archiving: Type.Boolean(), lastArchivedAt: Time, lastFailedAt: Time }),
  startedAt: Type.String({ format: 'date-time' }),
});
export type SystemState = Static<typeof SystemState>;

export const About = Type.Object({
  version: Type.String(),
  license: Type.String(),
  /** Null for everybody but an ADMIN of the provider who acts there. */
  system: Type.Union([SystemState, Type.Null()]),
});
export type About = Static<typeof About>;
