import { type Text, text, useT } from '#platform/web/i18n/i18n.ts';
import { When } from '#platform/web/ui/When.tsx';
import type { SystemState } from '../contract.ts';
import { Warning } from './Warning.tsx';

type Situation = 'embedded' | 'unknown' | 'failing' | 'waiting' | 'archiving';

const situationOf = ({ database, backups }: SystemState): Situation => {
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
  embedded: text('Madang makes no backups. Stop the server, copy the data folder, and keep master.key apart from it.'),
  unknown: text('The database does not archive its changes. Dumps made elsewhere are not known here.'),
  failing: text('The database could not archive its changes. Look into its log.'),
  waiting: text('The database archives its changes; nothing was archived yet.'),
  archiving: text('The database archives its changes. Whether a base backup goes with them is not known here.'),
};

type Part = { readonly system: SystemState };

/** What can be said of backups: what the database does itself. The rest is for whoever runs the house to know. */
export const Backups = ({ system }: Part) => {
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
  return <Warning>{situation === 'failing' ? t('Archiving fails') : t('No backup is known')}</Warning>;
};

/** What that means, and where it stands how to back up. */
export const BackupsNote = ({ system }: Part) => {
  const t = useT();
  const how = t('How to back up and restore stands in docs/operations.md of the installation.');
  return <>{`${t(notes[situationOf(system)])} ${how}`}</>;
};
