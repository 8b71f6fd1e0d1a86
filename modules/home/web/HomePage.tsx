import { useT } from '#platform/web/i18n/i18n.ts';
import { actsElsewhere, can, isStaff } from '#platform/web/session/session.ts';
import { useSession } from '#platform/web/session/use-session.ts';
import { ChooseTenant } from '#platform/web/shell/ChooseTenant.tsx';
import { TopBar } from '#platform/web/shell/TopBar.tsx';
import page from '#platform/web/ui/Page.module.css';
import { ScrollRegion } from '#platform/web/ui/ScrollRegion.tsx';
import { useTitle } from '#platform/web/ui/use-title.ts';
import { AdminPart } from './AdminPart.tsx';
import { CustomerPart } from './CustomerPart.tsx';
import { FirstSteps } from './FirstSteps.tsx';
import styles from './Home.module.css';
import { StaffPart } from './StaffPart.tsx';

/** The first page, by who one is and where one acts. */
const HomePage = () => {
  const t = useT();
  useTitle(t('Home'));
  return (
    <div className={page.page}>
      <TopBar title={<h1>{t('Home')}</h1>} />
      <ScrollRegion className={page.scroll} label={t('Home')}>
        <div className={styles.column}>
          <Parts />
        </div>
      </ScrollRegion>
    </div>
  );
};
export default HomePage;

const Parts = () => {
  const session = useSession();
  const atProvider = isStaff(session) && !actsElsewhere(session);
  const administers = can(session, 'user.manage') || can(session, 'audit.read');
  if (atProvider) {
    return (
      <>
        <ChooseTenant most={administers ? 24 : undefined} />
        {administers ? <AdminPart /> : null}
      </>
    );
  }
  if (!can(session, 'ticket.work')) {
    return <CustomerPart />;
  }
  return (
    <>
      {can(session, 'tenant.configure') ? <FirstSteps /> : null}
      <StaffPart />
      {administers ? <AdminPart /> : null}
    </>
  );
};
