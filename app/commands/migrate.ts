import process from 'node:process';
import { defineCommand } from '#app/command.ts';
import { masterKeySource } from '#app/config.ts';
import { migrateDatabase, openDatabase } from '#platform/db/open.ts';
import { createLog } from '#platform/log/log.ts';
import { loadMasterKey } from '#platform/secrets/master-key.ts';

export const command = defineCommand({
  help: `Usage: main.ts migrate

Brings the database of DATABASE_URL, or the one in MADANG_DATA, up to date: roles, migrations, functions, and the check
of the catalog. A server does the same when it starts.`,
  options: {},
  run: async (_given, { config, say }) => {
    const log = createLog({ to: 2, level: 'warn' });
    const masterKey = loadMasterKey(masterKeySource(process.env, config), log);
    if (config.databaseUrl !== null) {
      const migrated = await migrateDatabase({ url: config.databaseUrl, masterKey, log });
      say('The database is up to date.');
      return migrated;
    }
    const database = await openDatabase({ dataDir: config.dataDir, join: true, masterKey, log });
    await database.close();
    say('The database is up to date.');
    return { prefix: database.prefix };
  },
});
