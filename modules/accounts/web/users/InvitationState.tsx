import { useQuery } from '@tanstack/react-query';
import { serverNow } from '#platform/web/api/tab.ts';
import { useT } from '#platform/web/i18n/i18n.ts';
import { Notice } from '#platform/web/ui/Notice.tsx';
import { Section } from '#platform/web/ui/Section.tsx';
import { Loaded } from '#platform/web/ui/section/Loaded.tsx';
import { When } from '#platform/web/ui/When.tsx';
import type { User, UserWaysIn } from '../../contract.ts';
import styles from '../People.module.css';
import { waysInQuery } from './api.ts';

/** How far the invitation of somebody is who has not come yet. A new link is made on top of the page. */
export const InvitationState = ({ user }: { readonly user: User }) => {
  const t = useT();
  const query = useQuery(waysInQuery(user.id));
  return (
    <Section
      title={t('Invitation')}
      help={t('This person has not signed in yet. The first password is chosen with the one-time link.')}
    >
      <Loaded query={query} lines={1}>
        {({ invitation }) => <LinkState invitation={invitation} />}
      </Loaded>
    </Section>
  );
};

const LinkState = ({ invitation }: Pick<UserWaysIn, 'invitation'>) => {
  const t = useT();
  if (invitation === null) {
    return <Notice meaning="waiting">{t('There is no link that works. Create a new one.')}</Notice>;
  }
  const { createdAt, expiresAt } = invitation;
  const isOver = Date.parse(expiresAt) <= serverNow();
  return (
    <>
      {isOver ? <Notice meaning="waiting">{t('The link has expired. Create a new one.')}</Notice> : null}
      <dl className={styles.counts}>
        <div>
          <dt>{t('Link created')}</dt>
          <dd>
            <When at={createdAt} exact />
          </dd>
        </div>
        <div>
          <dt>{isOver ? t('Expired') : t('Valid until')}</dt>
          <dd>
            <When at={expiresAt} exact />
          </dd>
        </div>
      </dl>
    </>
  );
};
