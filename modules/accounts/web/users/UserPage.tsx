import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useT } from '#platform/web/i18n/i18n.ts';
import { can, isStaff, provider } from '#platform/web/session/session.ts';
import { useSession } from '#platform/web/session/use-session.ts';
import { roleText } from '#platform/web/shell/role-text.ts';
import { ConflictNotice } from '#platform/web/ui/detail/ConflictNotice.tsx';
import { DetailAbsent } from '#platform/web/ui/detail/DetailAbsent.tsx';
import { DetailPage } from '#platform/web/ui/detail/DetailPage.tsx';
import { type FactChanges, useFactChanges } from '#platform/web/ui/detail/use-fact-changes.ts';
import { Initials } from '#platform/web/ui/Person.tsx';
import { personName } from '#platform/web/ui/person-name.ts';
import { Section } from '#platform/web/ui/Section.tsx';
import { offerUndo } from '#platform/web/ui/undo.tsx';
import type { User, UserChange } from '../../contract.ts';
import { AssignmentsOfUser } from '../assignments/AssignmentsOfUser.tsx';
import styles from '../People.module.css';
import { changeUser, fetchUser, keepUser, userKeys, userQuery } from './api.ts';
import { InvitationState } from './InvitationState.tsx';
import { roleHelp } from './role-help.ts';
import { UserStatus } from './status.tsx';
import { UserActions } from './UserActions.tsx';
import { UserFacts, useUserWords } from './UserFacts.tsx';
import { UserStorySkeleton, WaysIn } from './WaysIn.tsx';

/** One user of the organization one works in. */
const UserPage = () => {
  const t = useT();
  const id = Number(useParams({ from: '/shell/admin/users/$userId' }).userId);
  const crumbs = [{ to: '/admin/users', label: t('Users') }];
  const query = useQuery(userQuery(id));
  if (query.data !== undefined) {
    return <Loaded key={id} user={query.data.value} crumbs={crumbs} />;
  }
  return <DetailAbsent query={query} crumbs={crumbs} story={<UserStorySkeleton />} />;
};
export default UserPage;

type LoadedProps = {
  readonly user: User;
  readonly crumbs: readonly { readonly to: string; readonly label: string }[];
};

const Loaded = ({ user, crumbs }: LoadedProps) => {
  const t = useT();
  const session = useSession();
  const words = useUserWords();
  const name = personName(user);
  const changes: FactChanges<User, UserChange> = useFactChanges<User, UserChange>({
    key: userKeys.one(user.id),
    fetch: () => fetchUser(user.id),
    save: (patch, etag) => changeUser(user.id, patch, etag),
    saved: (client) => {
      void client.invalidateQueries({ queryKey: userKeys.lists });
    },
    changed: (before, patch) => {
      if (patch.role !== undefined && patch.role !== before.role) {
        offerUndo(t('{{name}} has the role {{role}} now', { name, role: roleText(t, patch.role) }), () =>
          changes.changeOrThrow({ role: before.role }),
        );
      }
    },
  });
  const assigns = isStaff(session) && session.actingTenant.code === provider && can(session, 'assignment.manage');
  return (
    <DetailPage
      crumbs={crumbs}
      number={user.login}
      title={name}
      heading={
        <h1 className={styles.heading}>
          <Initials name={name} size={32} me={user.id === session.user.id} />
          {name}
        </h1>
      }
      meta={
        <>
          <UserStatus status={user.status} />
          <span>{roleText(t, user.role)}</span>
          {user.id === session.user.id ? <span>{t('This is you')}</span> : null}
        </>
      }
      actions={<UserActions user={user} onChanged={keepUser} />}
      neighbours={{ previous: null, next: null }}
      storyLabel={t('Access')}
      facts={<UserFacts user={user} onChange={changes.change} />}
    >
      <ConflictNotice changes={changes} {...words} />
      {user.status === 'invited' ? <InvitationState user={user} /> : null}
      <Section
        title={t('What this person may do')}
        help={t(roleHelp[user.role])}
        actions={<Link to="/admin/access">{t('All roles side by side')}</Link>}
      >
        {can(session, 'permission.manage') ? (
          <Link to="/admin/why" search={{ user: user.login }}>
            {t('Check this person’s access')}
          </Link>
        ) : null}
      </Section>
      {user.status === 'invited' ? null : <WaysIn user={user} />}
      {assigns ? <AssignmentsOfUser user={user} /> : null}
    </DetailPage>
  );
};
