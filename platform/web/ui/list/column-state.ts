/** What somebody made of the columns of a list: order, which are left out, widths in pixels. */
export type ColumnState = {
  readonly order: readonly string[];
  readonly hidden: readonly string[];
  readonly widths: Readonly<Record<string, number>>;
};

type Known = { readonly id: string; readonly width: string; readonly main?: true };

export const untouched: ColumnState = { order: [], hidden: [], widths: {} };
const narrowest = 44;
const widest = 640;

/** All columns in the chosen order. One that came after the choice was made stands behind the one it follows at home. */
export const orderColumns = <C extends Known>(columns: readonly C[], { order }: ColumnState): readonly C[] => {
  const chosen = order.flatMap((id) => columns.find((column) => column.id === id) ?? []);
  const result = [...new Set(chosen)];
  for (const [index, column] of columns.entries()) {
    if (!result.includes(column)) {
      const before = columns[index - 1];
      result.splice(before === undefined ? 0 : result.indexOf(before) + 1, 0, column);
    }
  }
  return result;
};

/** The columns to show, with their widths. The main one is always there, and the one that takes what is left keeps doing so. */
export const arrangeColumns = <C extends Known>(columns: readonly C[], state: ColumnState): readonly C[] =>
  orderColumns(columns, state)
    .filter(({ id, main }) => main === true || !state.hidden.includes(id))
    .map((column) => {
      const width = state.widths[column.id];
      return width === undefined || isFlexible(column) ? column : { ...column, width: `${width}px` };
    });

export const isFlexible = ({ width }: { readonly width: string }): boolean => !/^\d+px$/.test(width);

/** Puts a column where another one stands. */
export const moveColumn = (columns: readonly Known[], state: ColumnState, id: string, to: string): ColumnState => {
  const ids = orderColumns(columns, state).map((column) => column.id);
  const target = ids.indexOf(to);
  if (target === -1 || !ids.includes(id) || id === to) {
    return state;
  }
  return { ...state, order: ids.filter((one) => one !== id).toSpliced(target, 0, id) };
};

export const toggleColumn = (state: ColumnState, id: string): ColumnState => ({
  ...state,
  hidden: state.hidden.includes(id) ? state.hidden.filter((one) => one !== id) : [...state.hidden, id],
});

/** Gives a column a width; undefined: the one it has at home. */
export const resizeColumn = (state: ColumnState, id: string, width: number | undefined): ColumnState => {
  const { [id]: _before, ...others } = state.widths;
  return { ...state, widths: width === undefined ? others : { ...others, [id]: clampWidth(width) } };
};

export const clampWidth = (width: number): number => Math.round(Math.min(widest, Math.max(narrowest, width)));

export const isUntouched = ({ order, hidden, widths }: ColumnState): boolean =>
  order.length === 0 && hidden.length === 0 && Object.keys(widths).length === 0;

/** Reads what a browser kept, whoever wrote it. */
export const readColumnState = (kept: string | null): ColumnState => {
  try {
    const found = JSON.parse(kept ?? '{}') as Partial<Record<keyof ColumnState, unknown>>;
    const widths = Object.entries((found.widths ?? {}) as Record<string, unknown>).filter(
      (entry): entry is [string, number] => typeof entry[1] === 'number' && Number.isFinite(entry[1]),
    );
    return {
      order: texts(found.order),
      hidden: texts(found.hidden),
      widths: Object.fromEntries(widths.map(([id, width]) => [id, clampWidth(width)])),
    };
  } catch {
    return untouched;
  }
};

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
