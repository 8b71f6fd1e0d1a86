import { useQuery } from '@tanstack/react-query';
import { useT } from '#platform/web/i18n/i18n.ts';
import { can } from '#platform/web/session/session.ts';
import { useSession } from '#platform/web/session/use-session.ts';
import { TopBar } from '#platform/web/shell/TopBar.tsx';
import { Description, DescriptionList } from '#platform/web/ui/DescriptionList.tsx';
import { FormPage } from '#platform/web/ui/FormPage.tsx';
import { ErrorState } from '#platform/web/ui/State.tsx';
import { VisuallyHidden } from '#platform/web/ui/VisuallyHidden.tsx';
import { WordsSkeleton } from '#platform/web/ui/WordsSkeleton.tsx';
import type { About } from '../contract.ts';
import styles from './About.module.css';
import { aboutQuery } from './api.ts';
import { SystemPart } from './SystemPart.tsx';

/** Version and licence for everybody, and how it fares for whoever runs it. */
const AboutPage = () => {
  const t = useT();
  const query = useQuery(aboutQuery);
  return (
    <FormPage bar={<TopBar title={<h1>{t('About Madang')}</h1>} />} title={t('About Madang')}>
      {query.isLoadingError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Parts about={query.data} />
      )}
    </FormPage>
  );
};
export default AboutPage;

/** All of it; until the answer is there, with the words that are known and the room of the others. */
const Parts = ({ about }: { readonly about: About | undefined }) => {
  const t = useT();
  const isTold = can(useSession(), 'system.read');
  const system = about === undefined && isTold ? undefined : (about?.system ?? null);
  return (
    <>
      {about === undefined ? (
        <div role="status">
          <VisuallyHidden>{t('Loading')}</VisuallyHidden>
        </div>
      ) : null}
      <section className={styles.part}>
        <DescriptionList>
          <Description label={t('Version')}>{about?.version ?? <WordsSkeleton like="0.1.0" />}</Description>
          <Description label={t('Licence')} note={t('Free to use, change and share.')}>
            {about?.license ?? <WordsSkeleton like="Apache-2.0" />}
          </Description>
          <Description label={t('For developers')}>
            <a href="/api/docs">{t('API reference')}</a>
          </Description>
        </DescriptionList>
      </section>
      {system === null ? null : <SystemPart system={system} />}
    </>
  );
};
