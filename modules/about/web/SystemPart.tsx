import { IconCircle, IconCircleCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { type Translate, useT } from '#platform/web/i18n/i18n.ts';
import { Badge } from '#platform/web/ui/Badge.tsx';
import { Description, DescriptionList } from '#platform/web/ui/DescriptionList.tsx';
import { When } from '#platform/web/ui/When.tsx';
import { WordsSkeleton } from '#platform/web/ui/WordsSkeleton.tsx';
import type { SystemState } from '../contract.ts';
import styles from './About.module.css';
import { Backups, backupsText, situationOf } from './Backups.tsx';
import { sizeText } from './size.ts';
import { Warning } from './Warning.tsx';

type Part = { readonly system: SystemState };

/** For whoever runs the installation. What is not known says so; what is on its way has the room it usually takes. */
export const SystemPart = ({ system }: { readonly system: SystemState | undefined }) => (
  <section className={styles.part}>{system === undefined ? <SystemComing /> : <SystemFacts system={system} />}</section>
);

type Line =
  | 'health'
  | 'since'
  | 'database'
  | 'maker'
  | 'storage'
  | 'tenants'
  | 'sealed'
  | 'jobs'
  | 'backups'
  | 'advice';

const Lines = (shown: Readonly<Record<Line, ReactNode>>) => {
  const t = useT();
  return (
    <>
      <h2>{t('System status')}</h2>
      <DescriptionList>
        <Description label={t('Health')}>{shown.health}</Description>
        <Description label={t('Running since')}>{shown.since}</Description>
        <Description label={t('Database')} note={shown.maker}>
          {shown.database}
        </Description>
        <Description label={t('Storage')}>{shown.storage}</Description>
        <Description label={t('Number of organizations')}>{shown.tenants}</Description>
        <Description label={t('Last audit seal')} note={t('Changes to sealed records are detected.')}>
          {shown.sealed}
        </Description>
        <Description label={t('Background work')}>{shown.jobs}</Description>
        <Description label={t('Backups')} note={shown.advice}>
          {shown.backups}
        </Description>
      </DescriptionList>
    </>
  );
};

const SystemFacts = ({ system }: Part) => {
  const t = useT();
  return (
    <Lines
      health={<Health system={system} />}
      since={<When at={system.startedAt} exact />}
      database={`PostgreSQL ${system.databaseVersion}`}
      maker={system.database === 'embedded' ? t('It comes with Madang.') : t('You run this server yourself.')}
      storage={<Storage system={system} />}
      tenants={system.tenants.toLocaleString()}
      sealed={system.lastSealedAt === null ? t('Nothing is sealed yet') : <When at={system.lastSealedAt} exact />}
      jobs={jobsText(t, system.jobs)}
      backups={<Backups system={system} />}
      advice={backupsText(t, situationOf(system))}
    />
  );
};

/** The room of a house that keeps its data in the database that came along and fares well. */
const SystemComing = () => {
  const t = useT();
  const time = <WordsSkeleton like="2026-01-01 (Mon) 00:00" />;
  return (
    <Lines
      health={<BadgeSkeleton like={t('Everything is working')} />}
      since={time}
      database={<WordsSkeleton like="PostgreSQL 18.0" />}
      maker={<WordsSkeleton like={t('It comes with Madang.')} />}
      storage={<WordsSkeleton like={storageText(t, usualStorage)} />}
      tenants={<WordsSkeleton like="100" />}
      sealed={time}
      jobs={<WordsSkeleton like={jobsText(t, { waiting: 0, running: 0, failed: 0 })} />}
      backups={<BadgeSkeleton like={t('No known backups')} />}
      advice={<WordsSkeleton like={backupsText(t, 'embedded')} />}
    />
  );
};

const BadgeSkeleton = ({ like }: { readonly like: string }) => (
  <Badge meaning="closed" icon={<IconCircle size={16} stroke={1.75} aria-hidden="true" />}>
    <WordsSkeleton like={like} />
  </Badge>
);

const usualStorage = { databaseBytes: 3e7, storage: { freeBytes: 3e11, totalBytes: 5e11 } };

export const Health = ({ system: { missing } }: Part) => {
  const t = useT();
  if (missing.length > 0) {
    return <Warning>{t('Something is not working')}</Warning>;
  }
  return (
    <Badge meaning="done" icon={<IconCircleCheck size={16} stroke={1.75} aria-hidden="true" />}>
      {t('Everything is working')}
    </Badge>
  );
};

export const Storage = ({ system }: Part) => storageText(useT(), system);

const storageText = (
  t: Translate,
  { databaseBytes, storage }: Pick<SystemState, 'databaseBytes' | 'storage'>,
): string => {
  const used = t('The database takes up {{size}}.', { size: sizeText(databaseBytes) });
  const free =
    storage === null
      ? t('Free space is unknown.')
      : t('{{free}} of {{total}} is free.', {
          free: sizeText(storage.freeBytes),
          total: sizeText(storage.totalBytes),
        });
  return `${used} ${free}`;
};

const jobsText = (t: Translate, { waiting, running, failed }: SystemState['jobs']): string => {
  const parts = [t('{{count}} waiting', { count: waiting }), t('{{count}} running', { count: running })];
  return [...parts, ...(failed > 0 ? [t('{{count}} failed', { count: failed })] : [])].join(' · ');
};
