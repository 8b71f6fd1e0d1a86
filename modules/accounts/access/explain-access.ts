import { type Asked, type Explanation, explain } from '#platform/access/explain.ts';
import { PROVIDER_CODE, PROVIDER_TENANT_ID, type Principal, type Role } from '#platform/access/principal.ts';
import { contextOf } from '#platform/access/proof.ts';
import { absent } from '#platform/access/refusal.ts';
import { findLabel } from '#platform/access/subject-source.ts';
import { type Tx, tenantTx } from '#platform/db/tenant-tx.ts';
import type { Call } from '#platform/http/call.ts';
import { invalidFields } from '#platform/http/problem.ts';
import { findMember, type MemberRow } from './queries.ts';

type Explained = Explanation & {
  readonly user: { readonly id: number; readonly login: string; readonly name: string; readonly role: Role };
  readonly subjectName: string | null;
};
type Question = { readonly user: string; readonly action: string; readonly subject?: string | undefined };

/**
 * Why a person of this tenant may or may not do something. Throws 400 for an action or kind of thing that nobody
 * declares, and an audited 404 for a user whom this tenant does not have.
 */
export const explainAccess = async (c: Call, { user, action, subject }: Question): Promise<Explained> => {
  if (!c.matrix.has(action)) throw unknownField('action', 'There is no such function.');
  const { principal, actor } = c;
  return await tenantTx(c.kernel.database.app, { ...contextOf(principal), actor }, async (tx) => {
    const member = await tx.run(findMember(tx.tenantId, user));
    if (member === undefined) throw absent('access.explain', 'user', user);
    const { asked, subjectName } = await findAsked(tx, c, subject);
    tx.record({
      action: 'access.explain',
      subject: { type: 'user', id: member.user_id },
      changes: { question: { from: null, to: subject === undefined ? action : `${action} ${subject}` } },
    });
    const explanation = explain({
      matrix: c.matrix,
      principal: asPrincipal(member, principal),
      action,
      asked,
      standing: {
        alive: member.status === 'active',
        facts: { account: member.status, kindOfMember: member.kind, tenantStatus: 'active' },
      },
    });
    const { user_id: id, login, name, role } = member;
    return { user: { id, login, name, role }, subjectName, ...explanation };
  });
};

const unknownField = (field: string, message: string) =>
  invalidFields([{ path: `/${field}`, code: 'unknown', message }]);

type Found = { readonly asked: Asked; readonly subjectName: string | null };

const findAsked = async (tx: Tx, { kernel, principal }: Call, subject: string | undefined): Promise<Found> => {
  if (subject === undefined) return { asked: null, subjectName: null };
  const [type = '', idText = ''] = subject.split(':');
  const source = kernel.modules.map((module) => module.subjects?.[type]).find((found) => found !== undefined);
  if (source === undefined) throw unknownField('subject', 'There is no such kind of thing.');
  const id = Number(idText);
  const found = await tx.run(source.load(tx.tenantId, id));
  // A key may be made for asking alone, and would read names by trying ids.
  const isNamed = found !== undefined && principal.scopes === null;
  const subjectName = isNamed ? await tx.run(findLabel(source, tx.tenantId, id)) : null;
  return { asked: { type, id, found }, subjectName };
};

/** The member as they would be when signed in here. */
const asPrincipal = (member: MemberRow, { tenant }: Principal): Principal => ({
  kind: 'session',
  actingId: 0,
  version: 0,
  userId: member.user_id,
  login: member.login,
  name: member.name,
  locale: 'ko',
  home:
    member.home_tenant_id === tenant.id ? tenant : { id: PROVIDER_TENANT_ID, code: PROVIDER_CODE, name: PROVIDER_CODE },
  homeRole: member.home_role,
  tenant,
  role: member.role,
  sessionId: null,
  scopes: null,
});
