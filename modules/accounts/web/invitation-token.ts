let taken: string | null = null;

/**
 * The token of `/invitation#token=…`. It stands in the fragment, which never leaves the browser, and is taken out of
 * the address at once, so that it stays neither in the history nor on a screen that somebody looks at.
 */
export const takeToken = (): string | null => {
  const found = new URLSearchParams(window.location.hash.slice(1)).get('token');
  if (found !== null && found !== '') {
    taken = found;
    window.history.replaceState(window.history.state, '', window.location.pathname);
  }
  return taken;
};
