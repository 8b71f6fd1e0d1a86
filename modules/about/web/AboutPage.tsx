import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useT } from '#platform/web/i18n/i18n.ts';
import { TopBar } from '#platform/web/shell/TopBar.tsx';
import { Description, DescriptionList } from '#platform/web/ui/DescriptionList.tsx';
import { FormPage } from '#platform/web/ui/FormPage.tsx';
import { ErrorState } from '#platform/web/ui/State.tsx';
import { VisuallyHidden } from '#platform/web/ui/VisuallyHidden.tsx';
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
      {query.isPending ? <AboutSkeleton /> : null}
      {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.data === undefined ? null : <Loaded about={query.data} />}
    </FormPage>
  );
};
export default AboutPage;

const AboutSkeleton = () => {
  const t = useT();
  return (
    <div role="status">
      <VisuallyHidden>{t('Loading')}</VisuallyHidden>
      <DescriptionList>
        {[t('Version'), t('Licence'), t('For developers')].map((label) => (
          <Description key={label} label={label}>
            <Skeleton h={14} w={120} my={3} />
          </Description>
        ))}
      </DescriptionList>
    </div>
  );
};

const Loaded = ({ about }: { readonly about: About }) => {
  const t = useT();
  return (
    <>
      <section className={styles.part}>
        <DescriptionList>
          <Description label={t('Version')}>{about.version}</Description>
          <Description label={t('Licence')} note={t('You may use, change and pass it on.')}>
            {about.license}
          </Description>
          <Description label={t('For developers')}>
            <a href="/api/docs">{t('Reference of the API')}</a>
          </Description>
        </DescriptionList>
      </section>
      {about.system === null ? null : <SystemPart system={about.system} />}
    </>
  );
};
