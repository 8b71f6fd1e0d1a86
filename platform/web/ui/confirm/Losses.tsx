import { Skeleton } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import styles from './Confirmation.module.css';

/** What will be lost, each a sentence with its count; null while it is being counted. */
export const Losses = ({ losses }: { readonly losses: readonly string[] | null }) => {
  if (losses === null) {
    return <Skeleton h={48} />;
  }
  return losses.length === 0 ? null : (
    <ul className={styles.losses} data-meaning="danger">
      {losses.map((loss) => (
        <li key={loss}>
          <IconAlertTriangle size={16} stroke={1.75} aria-hidden="true" />
          {loss}
        </li>
      ))}
    </ul>
  );
};
