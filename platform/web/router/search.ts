export type SearchValues = Readonly<Record<string, string | readonly string[]>>;

/** What stands behind the question mark, as texts: `?q=2026` stays a text, a name that repeats becomes a list. */
export const parseSearch = (search: string): SearchValues => {
  const found: Record<string, string | string[]> = {};
  for (const [name, value] of new URLSearchParams(search)) {
    const before = found[name];
    found[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value];
  }
  return found;
};

/** The way back; what is empty leaves no trace in the address. */
export const stringifySearch = (values: Readonly<Record<string, unknown>>): string => {
  const found = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '') {
        found.append(name, String(one));
      }
    }
  }
  const text = found.toString();
  return text === '' ? '' : `?${text}`;
};

/** One text of the address, or undefined. Of several the first counts. */
export const one = (value: unknown): string | undefined => {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' && first !== '' ? first : undefined;
};

/** All texts of one name that are allowed; undefined when none is, so that the address stays short. */
export const several = <T extends string>(value: unknown, allowed?: readonly T[]): T[] | undefined => {
  const all = (Array.isArray(value) ? value : [value]).filter(
    (found): found is T => typeof found === 'string' && found !== '' && (allowed?.includes(found as T) ?? true),
  );
  return all.length === 0 ? undefined : [...new Set(all)];
};
