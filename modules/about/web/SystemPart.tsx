import { IconCircleCheck } from '@tabler/icons-react';
import { useT } from '#platform/web/i18n/i18n.ts';
import { Badge } from '#platform/web/ui/Badge.tsx';
import { Description, DescriptionList } from '#platform/web/ui/DescriptionList.tsx';
import { When } from '#platform/web/ui/When.tsx';
import type { SystemState } from '../contract.ts';
import styles from './About.module.css';
import { Backups, BackupsNote } from './Backups.tsx';
import { sizeText } from './size.ts';
import { Warning } from './Warning.tsx';

type Part = { readonly system: SystemState };

/** For whoever runs the installation. What is not known says so. */
export const SystemPart = ({ system }: Part) => {
  const t = useT();
  const embedded = system.database === 'embedded';
  return (
    <section className={styles.part}>
      <h2>{t('State of the system')}</h2>
      <DescriptionList>
        <Description label={t('Health')}>
          <Health system={system} />
        </Description>
        <Description label={t('Running since')}>
          <When at={system.startedAt} exact />
        </Description>
        <Description
          label={t('Database')}
          note={embedded ? t('The server that Madang brought along.') : t('A server of your own.')}
        >
          {`PostgreSQL ${system.databaseVersion}`}
        </Description>
        <Description label={t('Storage')}>
          <Storage system={system} />
        </Description>
        <Description label={t('Number of organizations')}>{system.tenants.toLocaleString()}</Description>
        <Description
          label={t('Audit log last sealed')}
          note={t('What is sealed cannot be changed without being noticed.')}
        >
          {system.lastSealedAt === null ? t('Nothing is sealed yet') : <When at={system.lastSealedAt} exact />}
        </Description>
        <Description label={t('Background work')}>
          <Jobs system={system} />
        </Description>
        <Description label={t('Backups')} note={<BackupsNote system={system} />}>
          <Backups system={system} />
        </Description>
      </DescriptionList>
    </section>
  );
};

export const Health = ({ system: { missing } }: Part) => {
  const t = useT();
  if (missing.length > 0) {
    return <Warning>{t('Not everything is up')}</Warning>;
  }
  return (
    <Badge meaning="done" icon={<IconCircleCheck size={16} stroke={1.75} aria-hidden="true" />}>
      {t('Everything is up')}
    </Badge>
  );
};

export const Storage = ({ system: { databaseBytes, storage } }: Part) => {
  const t = useT();
  const used = t('The database holds {{size}}.', { size: sizeText(databaseBytes) });
  const free =
    storage === null
      ? t('How much is free is not known.')
      : t('{{free}} of {{total}} are free.', {
          free: sizeText(storage.freeBytes),
          total: sizeText(storage.totalBytes),
        });
  return `${used} ${free}`;
};

const Jobs = ({ system: { jobs } }: Part) => {
  const t = useT();
  const parts = [t('{{count}} waiting', { count: jobs.waiting }), t('{{count}} running', { count: jobs.running })];
  const failed = jobs.failed > 0 ? [t('{{count}} failed', { count: jobs.failed })] : [];
  return [...parts, ...failed].join(' · ');
};
