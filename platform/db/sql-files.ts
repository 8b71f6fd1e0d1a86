import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

export type SqlFile = { readonly name: string; readonly text: string; readonly checksum: string };
export type SqlFiles = { readonly migrations: readonly SqlFile[]; readonly definitions: readonly SqlFile[] };

const repository = join(import.meta.dirname, '../..');
const migrationName = /^\d{8}_\d{4}_[a-z0-9_]+\.sql$/;

/** The migrations (ordered by name over all modules) and the sql/ files (platform first) of this tree. */
export const readSqlFiles = (root: string = repository): SqlFiles => {
  const modules = join(root, 'modules');
  const homes = [join(root, 'platform'), ...(existsSync(modules) ? folders(modules) : [])];
  const migrations = homes.flatMap((home) => sqlIn(join(home, 'migrations')));
  const misnamed = migrations.find((file) => !migrationName.test(file.name));
  if (misnamed) throw new Error(`Migration ${misnamed.name} is not named YYYYMMDD_HHMM_what.sql`);
  migrations.sort((a, b) => (a.name < b.name ? -1 : 1));
  const twin = migrations.find((file, at) => file.name === migrations[at + 1]?.name);
  if (twin) throw new Error(`Two migrations are named ${twin.name}`);
  const definitions = homes.flatMap((home) => sqlIn(join(home, 'sql'), `${basename(home)}/`));
  return { migrations, definitions };
};

const folders = (path: string): string[] =>
  readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(path, entry.name))
    .sort();

const sqlIn = (folder: string, prefix = ''): SqlFile[] => {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql') && !name.endsWith('.down.sql'));
  return names.sort().map((name) => {
    const text = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n');
    return { name: `${prefix}${name}`, text, checksum: createHash('sha256').update(text).digest('hex') };
  });
};

/**
 * Refuses a file that would end the transaction it runs in, or change the role it runs as: what came after would run as the
 * administrator and could not be undone. Bodies of functions, texts and comments are not looked at.
 */
export const refuseControl = ({ name, text }: SqlFile): void => {
  const bare = text
    .replaceAll(/\$(\w*)\$[\s\S]*?\$\1\$/g, '')
    .replaceAll(/'(?:[^']|'')*'/g, '')
    .replaceAll(/--.*$/gm, '');
  const found = /(?:^|;)\s*(begin|start|commit|end|rollback|abort|prepare|set|reset|discard|do)\b/i.exec(bare);
  if (found)
    throw new Error(`${name}: a file of SQL may not contain ${found[1]}; it runs in a transaction as the owner`);
};
