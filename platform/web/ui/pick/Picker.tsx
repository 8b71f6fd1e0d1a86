import { Combobox, InputBase, useCombobox } from '@mantine/core';
import { type QueryKey, useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useT } from '../../i18n/i18n.ts';
import { problemText } from '../../i18n/problem-text.ts';
import styles from './Picker.module.css';

/** At most this many are shown; whoever looks for another types more of its name. */
export const mostShown = 20;
const pauseMs = 150;

export type Found<T> = { readonly items: readonly T[]; readonly more: boolean };
export type PickerProps<T> = {
  readonly id?: string;
  /** Above the field, and a text where it has no room: then only screen readers say it. */
  readonly label?: ReactNode;
  readonly ariaLabel?: string;
  readonly size?: 'xs' | 'sm';
  readonly description?: string;
  readonly hint: string;
  readonly error?: ReactNode;
  readonly value: T | null;
  readonly onChange: (value: T | null) => void;
  readonly autoFocus?: boolean;
  /** Open from the start; `onClose` is for a field that is there only as long as its list is. */
  readonly opened?: boolean;
  readonly onClose?: () => void;
  /** Pixels, where the field is too narrow for what is listed. */
  readonly listWidth?: number;
};
type Looks<T> = {
  readonly source: { readonly key: QueryKey; readonly find: (q: string, signal: AbortSignal) => Promise<Found<T>> };
  readonly keyOf: (one: T) => string;
  /** What stands in the field once it is chosen. */
  readonly nameOf: (one: T) => string;
  readonly option: (one: T) => ReactNode;
  readonly nothing: string;
};

/** Type to find, arrows and Enter to choose: one of thousands, found by the server. */
export const Picker = <T,>({ source, keyOf, nameOf, option, nothing, ...field }: PickerProps<T> & Looks<T>) => {
  const { value, onChange } = field;
  const [typed, setTyped] = useState<string | null>(null);
  const asked = useLater(typed ?? '');
  const combobox = useCombobox({
    defaultOpened: field.opened ?? false,
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      field.onClose?.();
    },
  });
  const { dropdownOpened } = combobox;
  const found = useQuery({
    queryKey: [...source.key, asked],
    queryFn: ({ signal }) => source.find(asked, signal),
    enabled: dropdownOpened,
    placeholderData: (before) => before,
  });
  const items = found.data?.items ?? [];
  useFirstSelected(
    combobox.selectFirstOption,
    typed !== null && dropdownOpened ? items[0] && keyOf(items[0]) : undefined,
  );
  const choose = (key: string): void => {
    onChange(items.find((one) => keyOf(one) === key) ?? null);
    setTyped(null);
    combobox.closeDropdown();
  };
  const type = (text: string): void => {
    setTyped(text);
    combobox.openDropdown();
    if (text === '') {
      onChange(null);
    }
  };
  const leave = (): void => {
    combobox.closeDropdown();
    setTyped(null);
  };
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={choose}
      shadow="md"
      position="bottom-start"
      width={field.listWidth ?? 'target'}
    >
      <Combobox.Target>
        <InputBase
          id={field.id}
          label={field.label}
          aria-label={field.ariaLabel}
          size={field.size ?? 'sm'}
          description={field.description}
          placeholder={field.hint}
          error={field.error}
          autoFocus={field.autoFocus}
          value={typed ?? (value === null ? '' : nameOf(value))}
          onChange={(event) => type(event.currentTarget.value)}
          onFocus={(event) => event.currentTarget.select()}
          onClick={() => combobox.openDropdown()}
          onBlur={leave}
          autoComplete="off"
          spellCheck={false}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={!dropdownOpened}>
        <Combobox.Options className={styles.list} aria-label={field.ariaLabel ?? field.hint}>
          {items.map((one) => (
            <Combobox.Option key={keyOf(one)} value={keyOf(one)} active={value !== null && keyOf(value) === keyOf(one)}>
              <span className={styles.option}>{option(one)}</span>
            </Combobox.Option>
          ))}
          <Remark query={found} count={items.length} nothing={nothing} />
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
};

type RemarkProps = {
  readonly query: { readonly isPending: boolean; readonly error: unknown; readonly data?: Found<unknown> | undefined };
  readonly count: number;
  readonly nothing: string;
};

/** What is not an option: on its way, nothing found, or more than are shown. */
const Remark = ({ query: { isPending, error, data }, count, nothing }: RemarkProps) => {
  const t = useT();
  if (error !== null) {
    return <Combobox.Empty>{problemText(t, error)}</Combobox.Empty>;
  }
  if (isPending) {
    return <Combobox.Empty>{t('Loading')}</Combobox.Empty>;
  }
  if (count === 0) {
    return <Combobox.Empty>{nothing}</Combobox.Empty>;
  }
  return data?.more === true ? <Combobox.Footer>{t('There are more. Type more of the name.')}</Combobox.Footer> : null;
};

/** What was typed, once the hands rest. */
const useLater = (typed: string): string => {
  const [asked, setAsked] = useState(typed);
  useEffect(() => {
    const timer = window.setTimeout(() => setAsked(typed.trim()), pauseMs);
    return () => window.clearTimeout(timer);
  }, [typed]);
  return asked;
};

/** What was found first is taken by Enter, also when the list came after the words were typed. */
const useFirstSelected = (selectFirst: () => void, first: string | undefined): void => {
  const select = useRef(selectFirst);
  select.current = selectFirst;
  useEffect(() => {
    if (first !== undefined) {
      select.current();
    }
  }, [first]);
};
