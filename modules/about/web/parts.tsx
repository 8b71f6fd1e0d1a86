import { useQuery } from '@tanstack/react-query';
import { useT } from '#platform/web/i18n/i18n.ts';
import { Description, DescriptionList } from '#platform/web/ui/DescriptionList.tsx';
import { Loaded } from '#platform/web/ui/section/Loaded.tsx';
import { aboutQuery } from './api.ts';
import { Backups } from './Backups.tsx';
import { Health, Storage } from './SystemPart.tsx';

/** Version, health, room and backups in a few words; of the machine only for whoever runs it. */
export const SystemGlance = () => {
  const t = useT();
  return (
    <Loaded query={useQuery(aboutQuery)} lines={1}>
      {({ version, system }) => (
        <DescriptionList>
          <Description label={t('Version')}>{version}</Description>
          {system === null ? null : (
            <>
              <Description label={t('Health')}>
                <Health system={system} />
              </Description>
              <Description label={t('Storage')}>
                <Storage system={system} />
              </Description>
              <Description label={t('Backups')}>
                <Backups system={system} />
              </Description>
            </>
          )}
        </DescriptionList>
      )}
    </Loaded>
  );
};
