import type { ReactNode } from 'react';

export type FilterOption = { readonly value: string; readonly label: string; readonly icon?: ReactNode };
/** One filter of a list; `key` is its name in the address. */
export type Filter = { readonly key: string; readonly label: string; readonly options: readonly FilterOption[] };
export type FilterValues = Readonly<Record<string, readonly string[] | undefined>>;
