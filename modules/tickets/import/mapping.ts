/** What a column of a file can become. */
export const importFields = ['title', 'body', 'category', 'kind', 'impact', 'urgency', 'tags', 'requester'] as const;
export type ImportField = (typeof importFields)[number];
/** Which column each field is taken from. */
export type Mapping = ReadonlyMap<ImportField, string>;

/**
 * Reads `text=title,body` and the like: a column and the fields that it becomes. Answers a sentence for a mapping that
 * cannot be.
 */
export const parseMapping = (given: readonly string[]): Mapping | string => {
  const mapping = new Map<ImportField, string>();
  for (const one of given) {
    const at = one.lastIndexOf('=');
    if (at < 1) return `${one} is not COLUMN=FIELD.`;
    for (const name of one.slice(at + 1).split(',')) {
      const field = importFields.find((known) => known === name.trim());
      if (field === undefined) return `${name.trim()} is no field: there are ${importFields.join(', ')}.`;
      if (mapping.has(field)) return `${field} is mapped twice.`;
      mapping.set(field, one.slice(0, at).trim());
    }
  }
  return mapping.has('title') ? mapping : 'Some column must become the title.';
};

/** The same text for the same mapping, whatever the order it was given in: an import is known by it. */
export const mappingText = (mapping: Mapping): string =>
  importFields
    .filter((field) => mapping.has(field))
    .map((field) => `${field}=${mapping.get(field)}`)
    .join(';');
