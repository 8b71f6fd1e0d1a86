import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useT } from '#platform/web/i18n/i18n.ts';
import { Person } from '#platform/web/ui/Person.tsx';
import { personName } from '#platform/web/ui/person-name.ts';
import { Section } from '#platform/web/ui/Section.tsx';
import { AssignmentLines } from './assignments/AssignmentLines.tsx';

/** Who of the provider works in an organization; for the provider's administrator. */
export const TenantAssignments = ({ tenantId }: { readonly tenantId: number }) => {
  const t = useT();
  const search = { tenantId: String(tenantId) };
  const add = (
    <Button
      variant="default"
      renderRoot={(props: object) => <Link to="/admin/assignments/new" search={search} {...props} />}
    >
      {t('Assign somebody')}
    </Button>
  );
  return (
    <Section
      title={t('Assigned staff')}
      help={t('People of the provider who may work in this organization, and as what.')}
      actions={add}
    >
      <AssignmentLines
        search={search}
        label={t('Assigned staff')}
        nothing={t('Nobody is assigned. Only administrators of the provider can work here.')}
        face={({ user }) => <Person name={personName(user)} />}
      />
    </Section>
  );
};
