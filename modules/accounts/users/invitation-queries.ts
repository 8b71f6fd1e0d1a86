import { compiler } from '#platform/db/kysely.ts';
import { mapQuery, maybe, type Query, run } from '#platform/db/query.ts';
import type { AccountTables } from '../tables.ts';

const db = compiler<AccountTables>();

/** A one-time link; the ones before it of the same user no longer work. */
export const insertInvitation = (
  tenantId: number,
  values: {
    readonly userId: number;
    readonly secretHash: Buffer;
    readonly createdBy: number | null;
    readonly expiresAt: Date;
  },
): Query<unknown> => ({
  statements: [
    ...run(
      db
        .deleteFrom('invitation')
        .where('tenant_id', '=', tenantId)
        .where('user_id', '=', values.userId)
        .where('used_at', 'is', null),
    ).statements,
    ...run(
      db.insertInto('invitation').values({
        tenant_id: tenantId,
        user_id: values.userId,
        secret_hash: values.secretHash,
        created_by: values.createdBy,
        expires_at: values.expiresAt,
      }),
    ).statements,
  ],
  answer: () => undefined,
});

/** Uses a link up, in one conditional update: of two who come with it one gets the user's id. */
export const takeInvitation = (tenantId: number, secretHash: Buffer, now: Date): Query<number | undefined> =>
  mapQuery(
    maybe(
      db
        .updateTable('invitation')
        .set({ used_at: now })
        .where('tenant_id', '=', tenantId)
        .where('secret_hash', '=', secretHash)
        .where('used_at', 'is', null)
        .where('expires_at', '>', now.toISOString())
        .returning('user_id'),
    ),
    (row) => row?.user_id,
  );

type OpenInvitation = { readonly created_at: string; readonly expires_at: string };

/** The newest link of a user that nobody has used, run out or not. */
export const findOpenInvitation = (tenantId: number, userId: number): Query<OpenInvitation | undefined> =>
  maybe(
    db
      .selectFrom('invitation')
      .where('tenant_id', '=', tenantId)
      .where('user_id', '=', userId)
      .where('used_at', 'is', null)
      .select(['created_at', 'expires_at'])
      .orderBy('id', 'desc')
      .limit(1),
  );

export type Invited = {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly code: string;
  readonly tenant_name: string;
  readonly expires_at: string;
  readonly password_changed_at: string | null;
};

/** Whom a link was made for, while it is good and the account and tenant are open. */
export const findInvited = (tenantId: number, secretHash: Buffer, now: Date): Query<Invited | undefined> =>
  maybe(
    db
      .selectFrom('invitation as i')
      .innerJoin('account as a', (join) =>
        join.onRef('a.tenant_id', '=', 'i.tenant_id').onRef('a.id', '=', 'i.user_id'),
      )
      .innerJoin('tenant as t', 't.id', 'i.tenant_id')
      .where('i.tenant_id', '=', tenantId)
      .where('i.secret_hash', '=', secretHash)
      .where('i.used_at', 'is', null)
      .where('i.expires_at', '>', now.toISOString())
      .where('a.status', '!=', 'disabled')
      .where('t.status', '=', 'active')
      .select([
        'a.id',
        'a.login',
        'a.name',
        't.code',
        't.name as tenant_name',
        'i.expires_at',
        'a.password_changed_at',
      ]),
  );
