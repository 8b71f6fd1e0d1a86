import { Button, Skeleton } from '@mantine/core';
import { IconCheck, IconHelpCircle, IconMinus, IconUser } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type Text, text, useT } from '#platform/web/i18n/i18n.ts';
import type { NavIcon } from '#platform/web/module.ts';
import { can, provider } from '#platform/web/session/session.ts';
import { useFunctionText } from '#platform/web/session/use-function-text.ts';
import { useSession } from '#platform/web/session/use-session.ts';
import { roleText } from '#platform/web/shell/role-text.ts';
import { TopBar } from '#platform/web/shell/TopBar.tsx';
import page from '#platform/web/ui/Page.module.css';
import { ScrollRegion } from '#platform/web/ui/ScrollRegion.tsx';
import { ErrorState } from '#platform/web/ui/State.tsx';
import { useTitle } from '#platform/web/ui/use-title.ts';
import { VisuallyHidden } from '#platform/web/ui/VisuallyHidden.tsx';
import type { AccessMatrix } from '../../contract.ts';
import styles from './Access.module.css';
import { matrixQuery } from './api.ts';

type Cell = AccessMatrix['functions'][number]['cells']['ADMIN'];

/** Which role may do what, in words. */
const AccessPage = () => {
  const t = useT();
  const session = useSession();
  const query = useQuery(matrixQuery);
  const title = t('Roles and access');
  useTitle(title);
  return (
    <div className={page.page}>
      <TopBar title={<h1>{title}</h1>} />
      <ScrollRegion className={page.scroll} label={title}>
        <div className={styles.inset}>
          <div className={styles.lead}>
            <p>
              {t('A role says what a person may do with the functions of the system. Your role here is {{role}}.', {
                role: roleText(t, session.role),
              })}
            </p>
            {can(session, 'permission.manage') ? (
              <Button
                variant="default"
                leftSection={<IconHelpCircle size={16} stroke={1.75} />}
                renderRoot={(props: object) => <Link to="/admin/why" search={{}} {...props} />}
              >
                {t('Check access')}
              </Button>
            ) : null}
          </div>
          {query.isPending ? <MatrixSkeleton /> : null}
          {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
          {query.isSuccess ? (
            <>
              <p className={styles.caption}>{t('“Own only” means: only what the person made or asked for.')}</p>
              <Matrix matrix={query.data} present={session.role} atProvider={session.actingTenant.code === provider} />
            </>
          ) : null}
        </div>
      </ScrollRegion>
    </div>
  );
};
export default AccessPage;

/** The table on its way: its columns, and a line for each function. */
const MatrixSkeleton = () => {
  const t = useT();
  return (
    <div role="status" className={styles.shape}>
      <VisuallyHidden>{t('Loading')}</VisuallyHidden>
      {Array.from({ length: 14 }, (_, row) => (
        <div key={`row-${String(row)}`}>
          {['80%', '40%', '40%', '40%', '40%', '40%'].map((width, column) => (
            <Skeleton key={`column-${String(column)}`} h={12} w={width} />
          ))}
        </div>
      ))}
    </div>
  );
};

type MatrixProps = { readonly matrix: AccessMatrix; readonly present: string; readonly atProvider: boolean };

/**
 * What is true where one works: what is for the provider alone, nobody may in an organization. One's own role comes first:
 * on a phone the others are out of sight.
 */
const Matrix = ({ matrix, present, atProvider }: MatrixProps) => {
  const t = useT();
  const functionText = useFunctionText();
  const roles = matrix.roles.toSorted((a, b) => Number(b === present) - Number(a === present));
  return (
    <table className={styles.matrix} aria-label={t('Roles and access')}>
      <thead>
        <tr>
          <th scope="col">{t('Function')}</th>
          {roles.map((role) => (
            <th key={role} scope="col" data-present={role === present || undefined}>
              {roleText(t, role)}
              {role === present ? <span className={styles.you}>{t('Your role')}</span> : null}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {matrix.functions.map(({ name, cells, providerOnly, peopleOnly }) => (
          <tr key={name}>
            <th scope="row">
              {functionText(name)}
              <span className={styles.notes}>
                <code>{name}</code>
                {providerOnly ? <span>{t('Only at the provider')}</span> : null}
                {peopleOnly ? <span>{t('Never by an API key')}</span> : null}
              </span>
            </th>
            {roles.map((role) => (
              <td key={role} data-present={role === present || undefined}>
                <CellWord cell={providerOnly && !atProvider ? 'no' : cells[role]} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
};

const looks: Readonly<Record<Cell, { readonly icon: NavIcon; readonly word: Text }>> = {
  yes: { icon: IconCheck, word: text('May') },
  own: { icon: IconUser, word: text('Own only') },
  no: { icon: IconMinus, word: text('May not') },
};

const CellWord = ({ cell }: { readonly cell: Cell }) => {
  const t = useT();
  const { icon: Icon, word } = looks[cell];
  return (
    <span className={styles.cell} data-cell={cell}>
      <Icon size={16} stroke={2} aria-hidden="true" />
      {t(word)}
    </span>
  );
};
