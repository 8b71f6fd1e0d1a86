import { useQuery } from '@tanstack/react-query';
import { FormSkeleton } from '#platform/web/forms/FormSkeleton.tsx';
import { useT } from '#platform/web/i18n/i18n.ts';
import { can } from '#platform/web/session/session.ts';
import { useSession } from '#platform/web/session/use-session.ts';
import { TopBar } from '#platform/web/shell/TopBar.tsx';
import { FormPage } from '#platform/web/ui/FormPage.tsx';
import { Loaded } from '#platform/web/ui/section/Loaded.tsx';
import { Section } from '#platform/web/ui/section/Section.tsx';
import styles from './account/Account.module.css';
import { accountQuery } from './account/api.ts';
import { KeysSection } from './account/KeysSection.tsx';
import { PasswordForm } from './account/PasswordForm.tsx';
import { ProfileForm } from './account/ProfileForm.tsx';
import { ScreenSection } from './account/ScreenSection.tsx';
import { SessionsSection } from './account/SessionsSection.tsx';

/** Oneself: name and language, the password, how the screen looks, where one is signed in, keys for programs. */
const AccountPage = () => {
  const t = useT();
  const session = useSession();
  const account = useQuery(accountQuery);
  return (
    <FormPage bar={<TopBar title={<h1>{t('My account')}</h1>} />} title={t('My account')}>
      <div className={styles.sections}>
        <Section title={t('Profile')}>
          <Loaded query={account} skeleton={<FormSkeleton fields={2} />}>
            {({ account: own, etag }) => <ProfileForm key={own.version} account={own} etag={etag} />}
          </Loaded>
        </Section>
        <ScreenSection />
        <Section title={t('Password')} lead={t('When you change it, you are signed out everywhere but here.')}>
          <PasswordForm />
        </Section>
        <SessionsSection />
        {can(session, 'api_key.manage') ? <KeysSection /> : null}
      </div>
    </FormPage>
  );
};
export default AccountPage;
