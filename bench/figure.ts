/** What a measurement says, beside the reference that was measured in the same run. */
export type Figure = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly reference?: { readonly what: string; readonly value: number };
  /** Value over reference where it was measured round by round; else it is worked out from the two. */
  readonly ratio?: number;
  /** What decides: the value's share of the reference, or the value itself where there is none. */
  readonly budget: Budget;
  /** What else was seen, for people. */
  readonly notes?: string;
};
export type Budget =
  | { readonly ratioAtLeast: number }
  | { readonly ratioAtMost: number }
  | { readonly atLeast: number }
  | { readonly atMost: number }
  | { readonly all: readonly Budget[] };

/** Value over reference; null without one. */
export const ratioOf = (figure: Figure): number | null =>
  figure.reference === undefined ? null : (figure.ratio ?? figure.value / figure.reference.value);

/** Whether the figure keeps its budget. */
export const isWithin = (figure: Figure, budget: Budget = figure.budget): boolean => {
  if ('all' in budget) return budget.all.every((part) => isWithin(figure, part));
  if ('atLeast' in budget) return figure.value >= budget.atLeast;
  if ('atMost' in budget) return figure.value <= budget.atMost;
  const ratio = ratioOf(figure);
  if (ratio === null) throw new Error(`${figure.name} has a ratio as its budget and no reference`);
  return 'ratioAtLeast' in budget ? ratio >= budget.ratioAtLeast : ratio <= budget.ratioAtMost;
};

/** One line for the terminal. */
export const lineOf = (figure: Figure): string => {
  const ratio = ratioOf(figure);
  const beside =
    figure.reference === undefined || ratio === null
      ? ''
      : ` | ${figure.reference.what} ${shown(figure.reference.value)} | ${ratio.toFixed(2)} of it`;
  const notes = figure.notes === undefined ? '' : ` (${figure.notes})`;
  const verdict = isWithin(figure) ? 'ok  ' : 'OVER';
  return `${verdict} ${figure.name}: ${shown(figure.value)} ${figure.unit}${beside} | budget ${budgetText(figure.budget)}${notes}`;
};

const budgetText = (budget: Budget): string => {
  if ('all' in budget) return budget.all.map(budgetText).join(' and ');
  if ('atLeast' in budget) return `at least ${budget.atLeast}`;
  if ('atMost' in budget) return `at most ${budget.atMost}`;
  return 'ratioAtLeast' in budget ? `at least ${budget.ratioAtLeast} of it` : `at most ${budget.ratioAtMost} of it`;
};

const shown = (value: number): string => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(2));
