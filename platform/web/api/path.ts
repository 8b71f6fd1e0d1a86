export type QueryValue = string | number | boolean | null | undefined | readonly (string | number)[];

/** Builds a path from parts that came from data: path`/tickets/${id}`. A part that could climb out of its place throws. */
export const path = (texts: TemplateStringsArray, ...parts: readonly (string | number)[]): string =>
  texts.reduce((built, text, index) => built + text + (index < parts.length ? escapePart(parts[index]) : ''), '');

/** `?a=1&b=2&b=3`, or nothing. Lists repeat the name; null, undefined and empty texts are left out. */
export const queryString = (query: Readonly<Record<string, QueryValue>>): string => {
  const found = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null && one !== undefined && one !== '') {
        found.append(name, String(one));
      }
    }
  }
  const text = found.toString();
  return text === '' ? '' : `?${text}`;
};

const escapePart = (part: string | number | undefined): string => {
  const text = String(part ?? '');
  if (text === '' || text === '.' || text === '..') {
    throw new RangeError(`"${text}" cannot be part of a path.`);
  }
  return encodeURIComponent(text);
};
