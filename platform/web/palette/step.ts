/** Where a key leads in a list of so many lines: arrows go round, pages stop at the ends. Null: the key does not move. `at` is -1 before any line is meant. */
export const stepTo = (key: string, at: number, count: number): number | null => {
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % count;
    case 'ArrowUp':
      return at <= 0 ? count - 1 : at - 1;
    case 'PageDown':
      return Math.min(count - 1, at + 8);
    case 'PageUp':
      return Math.max(0, at - 8);
    default:
      return null;
  }
};
