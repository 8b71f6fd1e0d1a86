import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { ROLE_WORDS } from '#platform/db/roles.ts';
import { serverUrl, withAdmin, withDatabase } from './database.ts';

/** A database with nothing in it, for tests of migrations and roles. */
export type EmptyDatabase = {
  readonly name: string;
  readonly url: string;
  /** Lends an administrator's connection to it. */
  asAdmin<T>(work: (admin: pg.Client) => Promise<T>): Promise<T>;
  /** Drops it, and the roles that were made for it. */
  drop(): Promise<void>;
};

/**
 * Makes an empty database; `encoding` and `ctype` as PostgreSQL and the system's C library name them. `owner`: it belongs to a role of its own that may
 * make roles and databases and is no superuser, and the URL is that role's.
 */
export const createEmptyDatabase = async (
  options: { readonly encoding?: string; readonly ctype?: string; readonly owner?: boolean } = {},
): Promise<EmptyDatabase> => {
  const { encoding = 'UTF8', ctype = 'C.UTF-8', owner = false } = options;
  const server = serverUrl();
  const name = `madang_empty_${randomBytes(5).toString('hex')}`;
  const boss = owner ? `${name}_boss` : null;
  await withAdmin(server, async (admin) => {
    if (boss) await admin.query(`create role ${boss} login createrole createdb password 'boss'`);
    const belongs = boss ? `owner ${boss}` : '';
    await admin.query(
      `create database ${name} ${belongs} encoding '${encoding}' lc_collate 'C' lc_ctype '${ctype}'
        locale_provider libc template template0`,
    );
  });
  const url = new URL(withDatabase(server, name));
  const adminUrl = url.toString();
  if (boss) {
    url.username = boss;
    url.password = 'boss';
  }
  const roles = [...ROLE_WORDS.map((word) => `${name}_${word}`), ...(boss ? [boss] : [])];
  return {
    name,
    url: url.toString(),
    asAdmin: (work) => withAdmin(adminUrl, work),
    drop: () =>
      withAdmin(server, async (admin) => {
        await admin.query(`drop database if exists ${name} with (force)`);
        await admin.query(`drop role if exists ${roles.join(', ')}`);
      }),
  };
};
