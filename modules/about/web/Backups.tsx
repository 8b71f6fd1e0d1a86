import { type Text, type Translate, text, useT } from '#platform/web/i18n/i18n.ts';
import { When } from '#platform/web/ui/When.tsx';
import type { SystemState } from '../contract.ts';
import { Warning } from './Warning.tsx';

type Situation = 'embedded' | 'unknown' | 'failing' | 'waiting' | 'archiving';

export const situationOf = ({ database, backups }: SystemState): Situation => {
  const { archiving, lastArchivedAt, lastFailedAt } = backups;
  if (!archiving) {
    return database === 'embedded' ? 'embedded' : 'unknown';
  }
  if (lastFailedAt !== null && (lastArchivedAt === null || lastFailedAt > lastArchivedAt)) {
    return 'failing';
  }
  return lastArchivedAt === null ? 'waiting' : 'archiving';
};

const notes: Readonly<Record<Situation, Text>> = {
  embedded: text('Madang makes no backups. Stop the server, copy the data folder, and keep master.key somewhere else.'),
  unknown: text('The database does not archive its changes. Backups made in other ways do not show here.'),
  failing: text('The database could not archive its changes. Check its log.'),
  waiting: text('The database is set to archive its changes, but has not archived any yet.'),
  archiving: text(
    'The database archives its changes. Whether there is a base backup to go with them does not show here.',
  ),
};

/** What can be said of backups: what the database does itself. The rest is for whoever runs the house to know. */
export const Backups = ({ system }: { readonly system: SystemState }) => {
  const t = useT();
  const situation = situationOf(system);
  const { lastArchivedAt } = system.backups;
  if (situation === 'archiving' && lastArchivedAt !== null) {
    return (
      <>
        {t('Last archived')} <When at={lastArchivedAt} exact />
      </>
    );
  }
  return <Warning>{situation === 'failing' ? t('Archiving is failing') : t('No known backups')}</Warning>;
};

/** What that means, and where it stands how to back up. */
export const backupsText = (t: Translate, situation: Situation): string =>
  `${t(notes[situation])} ${t('Backing up and restoring are described in docs/operations.md of the installation folder.')}`;
