const attribute = 'data-mantine-color-scheme';

/** Paper is white, whatever the screen is. */
export const printInLight = (): void => {
  const paper = window.matchMedia('print');
  const root = document.documentElement;
  let onScreen: string | null = null;
  paper.addEventListener('change', () => {
    if (paper.matches) {
      onScreen = root.getAttribute(attribute);
      root.setAttribute(attribute, 'light');
    } else if (onScreen !== null) {
      root.setAttribute(attribute, onScreen);
    }
  });
};
