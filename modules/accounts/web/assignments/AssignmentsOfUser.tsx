import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useT } from '#platform/web/i18n/i18n.ts';
import { Tile } from '#platform/web/shell/Tile.tsx';
import { Section } from '#platform/web/ui/Section.tsx';
import type { User } from '../../contract.ts';
import styles from '../People.module.css';
import { AssignmentLines } from './AssignmentLines.tsx';

/** Where a person of the provider works. */
export const AssignmentsOfUser = ({ user }: { readonly user: User }) => {
  const t = useT();
  const add = (
    <Button
      variant="default"
      renderRoot={(props: object) => (
        <Link to="/admin/assignments/new" search={{ userId: String(user.id) }} {...props} />
      )}
    >
      {t('Assign to an organization')}
    </Button>
  );
  return (
    <Section
      title={t('Assignments')}
      help={
        user.role === 'ADMIN' ? t('Administrators of the provider may work everywhere; no assignment is needed.') : null
      }
      actions={user.status === 'disabled' ? null : add}
    >
      <AssignmentLines
        search={{ userId: String(user.id) }}
        label={t('Assignments')}
        nothing={t('Assigned to no organization.')}
        face={({ tenant }) => (
          <span className={styles.heading}>
            <Tile code={tenant.code} name={tenant.name} />
            {tenant.name}
          </span>
        )}
      />
    </Section>
  );
};
