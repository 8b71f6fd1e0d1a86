import { Link } from '@tanstack/react-router';
import { languages, type Text, text, useT, wordsFor } from '#platform/web/i18n/i18n.ts';
import { can } from '#platform/web/session/session.ts';
import { useSession } from '#platform/web/session/use-session.ts';
import { roleText } from '#platform/web/shell/role-text.ts';
import { ChoiceFact, None } from '#platform/web/ui/detail/ChoiceFact.tsx';
import { EditFact } from '#platform/web/ui/detail/EditFact.tsx';
import { Fact, Facts } from '#platform/web/ui/detail/Facts.tsx';
import { When } from '#platform/web/ui/When.tsx';
import type { User, UserChange } from '../../contract.ts';
import { roles } from './search.ts';

type UserFactsProps = { readonly user: User; readonly onChange: (patch: UserChange) => void };

/** The facts of a user, each changed where it stands. A new role counts from the person's next step on. */
export const UserFacts = ({ user, onChange }: UserFactsProps) => {
  const t = useT();
  const session = useSession();
  const mayChangeRole = user.abilities.includes('user.change_role');
  return (
    <Facts>
      <EditFact
        label={t('Name')}
        shown={user.name.trim() === '' ? <None /> : user.name}
        text={user.name}
        check={(typed) => (typed.trim() === '' ? t('Fill this in.') : null)}
        onChange={(name) => onChange({ name: name.trim() })}
      />
      <Fact label={t('Login')}>{user.login}</Fact>
      <ChoiceFact
        label={t('Role')}
        value={user.role}
        choices={roles.map((value) => ({ value, label: roleText(t, value) }))}
        onChange={mayChangeRole ? (role) => onChange({ role: role as User['role'] }) : null}
      />
      {mayChangeRole ? null : <Fact label="">{t('Nobody changes their own role.')}</Fact>}
      <ChoiceFact
        label={t('Language')}
        value={user.locale}
        choices={languages.map(({ code, name }) => ({ value: code, label: name }))}
        onChange={(locale) => onChange({ locale: locale as User['locale'] })}
      />
      <Fact label={t('Created on')}>
        <When at={user.createdAt} day />
      </Fact>
      <Fact label={t('Last updated')}>
        <When at={user.updatedAt} />
      </Fact>
      {can(session, 'audit.read') ? (
        <Fact label={t('Audit log')}>
          <Link to={'/admin/audit' as string} search={{ actor: user.login } as never}>
            {t('What this person did')}
          </Link>
        </Fact>
      ) : null}
    </Facts>
  );
};

const fieldText: Readonly<Record<string, Text>> = {
  name: text('Name'),
  role: text('Role'),
  locale: text('Language'),
};

/** The fields of a user and their values in words, for where two versions stand side by side. */
export const useUserWords = () => {
  const t = useT();
  return {
    label: (field: string): string => wordsFor(t, fieldText, field),
    show: (field: string, value: unknown): string => {
      if (field === 'locale') {
        return languages.find(({ code }) => code === value)?.name ?? String(value);
      }
      return field === 'role' ? roleText(t, String(value)) : String(value);
    },
  };
};
