const attribute = 'data-mantine-color-scheme';
const paper = window.matchMedia('print');

/** True while the page is drawn for paper. */
export const isOnPaper = (): boolean => paper.matches;

/** Hears when the page is about to be drawn for paper, and for the screen again. */
export const followPaper = (changed: () => void): (() => void) => {
  paper.addEventListener('change', changed);
  return () => paper.removeEventListener('change', changed);
};

/** Paper is white, whatever the screen is. */
export const printInLight = (): void => {
  const root = document.documentElement;
  let onScreen: string | null = null;
  followPaper(() => {
    if (isOnPaper()) {
      onScreen = root.getAttribute(attribute);
      root.setAttribute(attribute, 'light');
    } else if (onScreen !== null) {
      root.setAttribute(attribute, onScreen);
    }
  });
};
