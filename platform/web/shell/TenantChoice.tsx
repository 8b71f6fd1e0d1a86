import { Combobox, useCombobox } from '@mantine/core';
import { cloneElement, useEffect, useRef, useState } from 'react';
import { useT } from '../i18n/i18n.ts';
import { problemText } from '../i18n/problem-text.ts';
import { switchTenant } from '../session/leave.ts';
import { useActingTenants } from '../session/use-acting-tenants.ts';
import type { Face } from '../ui/menu/late-menu.tsx';
import { notify } from '../ui/notify.ts';
import { TenantNotes } from './TenantNotes.tsx';
import styles from './TenantSwitch.module.css';
import { Tile } from './Tile.tsx';

const mostShown = 50;

type TenantChoiceProps = { readonly current: string; readonly face: Face };

/** Staff of the provider choose where they work, by typing to find. Open from the beginning. */
export const TenantChoice = ({ current, face }: TenantChoiceProps) => {
  const t = useT();
  const [typed, setTyped] = useState('');
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.focusTarget();
      setTyped('');
    },
    onDropdownOpen: () => combobox.focusSearchInput(),
  });
  const open = useRef(combobox.openDropdown);
  useEffect(() => open.current(), []);
  const choose = (code: string): void => {
    combobox.closeDropdown();
    if (code !== current) {
      switchTenant(code).catch((error: unknown) => notify({ meaning: 'danger', message: problemText(t, error) }));
    }
  };
  return (
    <Combobox store={combobox} onOptionSubmit={choose} position="bottom-start" width={280} shadow="md">
      <Combobox.Target targetType="button">
        {cloneElement(face, { onClick: () => combobox.toggleDropdown() })}
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
  const { fitting: all, pending, error } = useActingTenants(typed);
  const fitting = all.slice(0, mostShown);
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
      {!pending && error === null && fitting.length === 0 ? (
        <Combobox.Empty>{t('No organization of that name')}</Combobox.Empty>
      ) : null}
      {pending ? <Combobox.Empty>{t('Loading')}</Combobox.Empty> : null}
      {error === null ? null : <Combobox.Empty>{problemText(t, error)}</Combobox.Empty>}
    </Combobox.Options>
  );
};
