/** Actions that have words: `'ticket.read': text('…')`. */
export const findWords = (source: string): string[] =>
  [...source.matchAll(/(?:^ {2,4}|\{ )'([a-z_]+\.[a-z_]+)': text\('/gm)]
    .map(([, name]) => name ?? '')
    // Problems have words the same way; their names begin with a module, whose name is a plural.
    .filter((name) => !/^(?:accounts|tenants|tickets|numbering|http)\./.test(name));

/** Actions that a source file records: by name, by helpers that are given the name, and those made of a kind. */
export const findActions = (source: string): string[] => {
  const named = source.matchAll(/(?:\b(?:action|records): |\babsent\(|\bsetStatus\([^)]*, )'([a-z_]+\.[a-z_]+)'/g);
  const ofKind = /\$\{kind\}\.create/.test(source) ? ['session.create', 'token.create'] : [];
  return [...[...named].map(([, name]) => name ?? ''), ...ofKind];
};
