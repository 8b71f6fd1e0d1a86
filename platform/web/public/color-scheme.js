// Runs before anything is painted, so that a dark screen never flashes white and the language is named at once.
(() => {
  const read = (key) => {
    try {
      return window.localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const chosen = read('madang.color-scheme');
  const dark = chosen === 'dark' || (chosen !== 'light' && window.matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
  document.documentElement.setAttribute('data-density', read('madang.density') === 'compact' ? 'compact' : 'normal');
  document.documentElement.lang = read('madang.language') ?? (/^en\b/.test(navigator.language) ? 'en' : 'ko');
})();
