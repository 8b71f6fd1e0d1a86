import process from 'node:process';
import { type CommandContext, CommandFailed, defineCommand, WrongUsage } from '#app/command.ts';
import { masterKeySource } from '#app/config.ts';
import { anchorPath, readAnchor } from '#platform/audit/anchor.ts';
import { exporting, readExport } from '#platform/audit/export.ts';
import { AuditUnreadable } from '#platform/audit/finding.ts';
import type { AuditRecord } from '#platform/audit/record.ts';
import { readAudit } from '#platform/audit/source.ts';
import { sentences } from '#platform/audit/verdict-text.ts';
import { type Verification, verifyAudit } from '#platform/audit/verify.ts';
import { openDatabase } from '#platform/db/open.ts';
import { createLog } from '#platform/log/log.ts';
import { loadMasterKey } from '#platform/secrets/master-key.ts';
import { createSecrets } from '#platform/secrets/secrets.ts';
import { signingKeys } from '#platform/secrets/signing-keys.ts';
import { masterKeyWrapping } from '#platform/secrets/wrapping.ts';

type Wishes = {
  readonly tenant: string | undefined;
  readonly export: string | undefined;
  readonly from: string | undefined;
  readonly anchor: string | undefined;
};

export const command = defineCommand({
  help: `Usage: main.ts audit verify [--tenant CODE] [--export FILE | --from FILE] [--anchor FILE]

Proves that no audit row was changed, deleted, put in later or moved, and that the newest ones were not cut off. Names the
first row that is wrong. Exit code 1 when something is.

  --tenant CODE   one tenant only
  --export FILE   also writes everything that was looked at to a new file, one JSON object a line
  --from FILE     looks at such a file; needs neither a database nor the master key
  --anchor FILE   what is known of the end outside the database (audit-anchor.jsonl in MADANG_DATA unless said otherwise;
                  with --from none is, unless said); without one it is said up to which checkpoint the audit is complete`,
  words: true,
  options: {
    tenant: { type: 'string' },
    export: { type: 'string' },
    from: { type: 'string' },
    anchor: { type: 'string' },
  },
  run: async ({ values, positionals }, context) => {
    const [what, ...rest] = positionals;
    if (what !== 'verify' || rest.length > 0) throw new WrongUsage('audit takes the word verify.');
    const { tenant, from, anchor } = values;
    if (from !== undefined && (values.export ?? tenant) !== undefined) {
      throw new WrongUsage('--from stands alone: the file says which tenants it holds.');
    }
    const wishes = { tenant, export: values.export, from, anchor };
    const verifying = from === undefined ? verifyDatabase(wishes, context) : verifyFile(from, wishes, context);
    return report(await verifying.catch(inWords), context);
  },
});

const anchorOf = async ({ anchor }: Wishes, { config }: CommandContext) => {
  const found = await readAnchor(anchor ?? anchorPath(config.dataDir));
  if (found === null && anchor !== undefined) throw new CommandFailed(`There is no anchor ${anchor}.`);
  return found;
};

/**
 * An export says of which tenant it is, or of all. The anchor of this machine's data folder may be another house's, or newer
 * than the file: only a named one counts.
 */
const verifyFile = async (path: string, wishes: Wishes, context: CommandContext): Promise<Verification> =>
  verifyAudit(readExport(path), wishes.anchor === undefined ? null : await anchorOf(wishes, context));

const verifyDatabase = async (wishes: Wishes, context: CommandContext): Promise<Verification> => {
  const { config, signal } = context;
  const log = createLog({ to: 2, level: 'warn' });
  const masterKey = loadMasterKey(masterKeySource(process.env, config), log);
  const database = await openDatabase({
    url: config.databaseUrl ?? undefined,
    dataDir: config.dataDir,
    join: true,
    masterKey,
    log,
  });
  try {
    // Before the audit is read: what is written meanwhile must not look as if it had been cut off.
    const anchor = await anchorOf(wishes, context);
    const secrets = createSecrets(database.system, masterKeyWrapping(masterKey));
    const keys = signingKeys(database.system, secrets, 'audit');
    const { tenant } = wishes;
    const records = stopping(
      readAudit({ pool: database.system, keys, ...(tenant !== undefined && { tenant }) }),
      signal,
    );
    const passing = wishes.export === undefined ? records : exporting(wishes.export, records);
    return await verifyAudit(passing, anchor);
  } finally {
    await database.close();
  }
};

async function* stopping(records: AsyncIterable<AuditRecord>, signal: AbortSignal): AsyncGenerator<AuditRecord> {
  for await (const record of records) {
    signal.throwIfAborted();
    yield record;
  }
}

const inWords = (error: unknown): never => {
  const { code, path, syscall } = error as NodeJS.ErrnoException;
  if (error instanceof AuditUnreadable) throw new CommandFailed(error.message);
  if (code === 'ENOENT' && path !== undefined) throw new CommandFailed(`There is no file ${path}.`);
  if (code === 'EEXIST') throw new CommandFailed(`${path} is there already: an export never overwrites anything.`);
  if (syscall !== undefined)
    throw new CommandFailed(`${path ?? 'What is no file'} cannot be read or written (${code}).`);
  throw error;
};

const report = (result: Verification, { say, json }: CommandContext): Verification => {
  const { proven, wrong } = sentences(result);
  if (proven.length + wrong.length === 0) say('Nothing is on record yet.');
  for (const sentence of proven) say(sentence);
  const [first, ...others] = wrong;
  if (first === undefined) return result;
  if (json) process.stdout.write(`${JSON.stringify(result)}\n`);
  throw new CommandFailed(['The audit is not what it was.', first, ...others].join('\n'));
};
