import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useT } from '#platform/web/i18n/i18n.ts';
import styles from './AskBox.module.css';
import { partQuery } from './api.ts';
import { Lines } from './Lines.tsx';

const pause = 200;
const mostSimilar = 4;

/** What one asked before in similar words: perhaps the answer is there. */
export const Similar = ({ typed }: { readonly typed: string }) => {
  const t = useT();
  const [q] = useDebouncedValue(typed, pause);
  const enabled = [...q].length >= 2 && typed !== '';
  const { data = [] } = useQuery({ ...partQuery({ q }, mostSimilar), enabled, placeholderData: keepPreviousData });
  const found = enabled ? data.slice(0, mostSimilar) : [];
  return (
    <div className={styles.similar} role="status">
      {found.length === 0 ? null : (
        <>
          <p>{t('You asked something similar before. Perhaps the answer is there.')}</p>
          <Lines tickets={found} show="updated" label={t('Similar requests')} />
        </>
      )}
    </div>
  );
};
