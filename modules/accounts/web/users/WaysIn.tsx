import { useQuery } from '@tanstack/react-query';
import { useT } from '#platform/web/i18n/i18n.ts';
import { Section } from '#platform/web/ui/Section.tsx';
import { Loaded } from '#platform/web/ui/section/Loaded.tsx';
import { When } from '#platform/web/ui/When.tsx';
import type { User } from '../../contract.ts';
import styles from '../People.module.css';
import { waysInQuery } from './api.ts';

/** Where a person is signed in at this moment, and with what programs come in their name. */
export const WaysIn = ({ user }: { readonly user: User }) => {
  const t = useT();
  const query = useQuery(waysInQuery(user.id));
  return (
    <Section title={t('Signed in')} help={t('Sessions in browsers, tokens of apps, and API keys of this person.')}>
      <Loaded query={query} lines={1}>
        {({ sessions, tokens, apiKeys, lastSeenAt }) => (
          <dl className={styles.counts}>
            <div>
              <dt>{t('Sessions')}</dt>
              <dd>{sessions}</dd>
            </div>
            <div>
              <dt>{t('Tokens')}</dt>
              <dd>{tokens}</dd>
            </div>
            <div>
              <dt>{t('API keys')}</dt>
              <dd>{apiKeys}</dd>
            </div>
            <div>
              <dt>{t('Last seen')}</dt>
              <dd>{lastSeenAt === null ? t('Never signed in') : <When at={lastSeenAt} />}</dd>
            </div>
          </dl>
        )}
      </Loaded>
    </Section>
  );
};
