import { Combobox, useCombobox } from '@mantine/core';
import { IconSelector } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useT } from '../i18n/i18n.ts';
import { problemText } from '../i18n/problem-text.ts';
import { actingTenantsQuery, findTenants } from '../session/acting-tenants.ts';
import { switchTenant } from '../session/leave.ts';
import { isStaff } from '../session/session.ts';
import { useSession } from '../session/use-session.ts';
import { notify } from '../ui/notify.ts';
import { VisuallyHidden } from '../ui/VisuallyHidden.tsx';
import { TenantNotes } from './TenantNotes.tsx';
import styles from './TenantSwitch.module.css';
import { Tile } from './Tile.tsx';

const mostShown = 50;

/** The organization one works in, always to be seen; staff of the provider choose it here, by typing to find. */
export const TenantSwitch = ({ folded }: { readonly folded: boolean }) => {
  const session = useSession();
  const { code, name } = session.actingTenant;
  const face = (
    <>
      <Tile code={code} name={name} />
      {folded ? <VisuallyHidden>{name}</VisuallyHidden> : <span className={styles.name}>{name}</span>}
    </>
  );
  return isStaff(session) ? (
    <TenantChoice current={code} folded={folded} face={face} />
  ) : (
    <div className={styles.face} title={name}>
      {face}
    </div>
  );
};

type TenantChoiceProps = { readonly current: string; readonly folded: boolean; readonly face: ReactNode };

const TenantChoice = ({ current, folded, face }: TenantChoiceProps) => {
  const t = useT();
  const [typed, setTyped] = useState('');
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.focusTarget();
      setTyped('');
    },
    onDropdownOpen: () => combobox.focusSearchInput(),
  });
  const choose = (code: string): void => {
    combobox.closeDropdown();
    if (code !== current) {
      switchTenant(code).catch((error: unknown) => notify({ meaning: 'danger', message: problemText(t, error) }));
    }
  };
  return (
    <Combobox store={combobox} onOptionSubmit={choose} position="bottom-start" width={280} shadow="md">
      <Combobox.Target targetType="button">
        <button type="button" className={styles.face} onClick={() => combobox.toggleDropdown()}>
          {face}
          <VisuallyHidden>{t('Choose another organization')}</VisuallyHidden>
          {folded ? null : <IconSelector size={16} stroke={1.6} className={styles.arrow} aria-hidden="true" />}
        </button>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          placeholder={t('Find an organization')}
          aria-label={t('Find an organization')}
        />
        {combobox.dropdownOpened ? (
          <TenantOptions current={current} typed={typed} onFound={combobox.selectFirstOption} />
        ) : null}
      </Combobox.Dropdown>
    </Combobox>
  );
};

type TenantOptionsProps = { readonly current: string; readonly typed: string; readonly onFound: () => void };

const TenantOptions = ({ current, typed, onFound }: TenantOptionsProps) => {
  const t = useT();
  const found = useQuery(actingTenantsQuery);
  const fitting = findTenants(found.data ?? [], typed, mostShown);
  const first = fitting[0]?.code;
  const select = useRef(onFound);
  select.current = onFound;
  // What was found first is taken by Enter, also when the list came after the words were typed.
  useEffect(() => {
    if (typed !== '' && first !== undefined) {
      select.current();
    }
  }, [typed, first]);
  return (
    <Combobox.Options className={styles.list} tabIndex={0} aria-label={t('Organizations')}>
      {fitting.map(({ code, name }) => (
        <Combobox.Option key={code} value={code} active={code === current}>
          <span className={styles.option}>
            <Tile code={code} name={name} />
            <span className={styles.name}>{name}</span>
            <TenantNotes code={code} />
            {code === current ? <span className={styles.here}>{t('Here')}</span> : null}
          </span>
        </Combobox.Option>
      ))}
      {found.isSuccess && fitting.length === 0 ? (
        <Combobox.Empty>{t('No organization of that name')}</Combobox.Empty>
      ) : null}
      {found.isPending ? <Combobox.Empty>{t('Loading')}</Combobox.Empty> : null}
      {found.isError ? <Combobox.Empty>{problemText(t, found.error)}</Combobox.Empty> : null}
    </Combobox.Options>
  );
};
