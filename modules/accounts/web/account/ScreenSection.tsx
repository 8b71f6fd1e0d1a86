import { SegmentedControl, useMantineColorScheme } from '@mantine/core';
import '@mantine/core/styles/FloatingIndicator.layer.css';
import '@mantine/core/styles/SegmentedControl.layer.css';
import { serverNow } from '#platform/web/api/tab.ts';
import { formatDateTime } from '#platform/web/i18n/dates.ts';
import { useLanguage, useT } from '#platform/web/i18n/i18n.ts';
import { zoneDetail } from '#platform/web/i18n/zones.ts';
import { useSession, useZone } from '#platform/web/session/use-session.ts';
import { Fact, Facts } from '#platform/web/ui/detail/Facts.tsx';
import { chooseDensity, type Density, useDensity } from '#platform/web/ui/preferences.ts';
import { Section } from '#platform/web/ui/section/Section.tsx';
import styles from './Account.module.css';

/** How the screen looks. It counts at once and stays in this browser, also after signing out. */
export const ScreenSection = () => {
  const t = useT();
  return (
    <Section title={t('Screen')} lead={t('Takes effect immediately and stays in this browser.')}>
      <div className={styles.box}>
        <Facts>
          <Fact label={t('Colours')}>
            <SchemeChoice />
          </Fact>
          <Fact label={t('Rows of lists')}>
            <DensityChoice />
          </Fact>
          <Fact label={t('Time zone')}>
            <TimeZone />
          </Fact>
        </Facts>
      </div>
    </Section>
  );
};

const SchemeChoice = () => {
  const t = useT();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      aria-label={t('Colours')}
      value={colorScheme}
      onChange={(value) => setColorScheme(value as typeof colorScheme)}
      data={[
        { value: 'auto', label: t('Same as this device') },
        { value: 'light', label: t('Light') },
        { value: 'dark', label: t('Dark') },
      ]}
    />
  );
};

const DensityChoice = () => {
  const t = useT();
  return (
    <SegmentedControl
      aria-label={t('Rows of lists')}
      value={useDensity()}
      onChange={(value) => chooseDensity(value as Density)}
      data={[
        { value: 'normal', label: t('Comfortable') },
        { value: 'compact', label: t('Close together') },
      ]}
    />
  );
};

/** Days and deadlines follow the organization, so the zone is its choice; what time it is there shows which it is. */
const TimeZone = () => {
  const t = useT();
  const language = useLanguage();
  const zone = useZone();
  const { actingTenant } = useSession();
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const now = formatDateTime(new Date(serverNow()).toISOString(), zone, language);
  return (
    <div>
      <strong>{zone}</strong> ({zoneDetail(zone, language)}) · {now}
      <p className={styles.dim}>
        {t('Times are those of {{tenant}}; its administrator decides the zone.', { tenant: actingTenant.name })}{' '}
        {here === zone ? null : t('This device is set to {{zone}}.', { zone: here })}
      </p>
    </div>
  );
};
