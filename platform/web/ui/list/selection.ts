/** Rows that were chosen, and the one that was chosen last: from there a range goes. */
export type Selection = { readonly ids: ReadonlySet<number>; readonly last: number | null };

export const nothingSelected: Selection = { ids: new Set(), last: null };

export const toggleRow = ({ ids }: Selection, id: number): Selection => {
  const next = new Set(ids);
  if (!next.delete(id)) {
    next.add(id);
  }
  return { ids: next, last: id };
};

/** Adds all rows from the one chosen last to this one, in the order they stand in. */
export const extendTo = (selection: Selection, order: readonly number[], id: number): Selection => {
  const from = selection.last === null ? -1 : order.indexOf(selection.last);
  const to = order.indexOf(id);
  if (from === -1 || to === -1) {
    return toggleRow(selection, id);
  }
  const range = order.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { ids: new Set([...selection.ids, ...range]), last: id };
};

export const selectRows = (order: readonly number[]): Selection => ({
  ids: new Set(order),
  last: order.at(-1) ?? null,
});

/** Without the rows that are not in the list any more; the same object where all still are. */
export const keepKnown = (selection: Selection, order: readonly number[]): Selection => {
  if (selection.ids.size === 0) {
    return selection;
  }
  const known = new Set(order);
  const ids = new Set([...selection.ids].filter((id) => known.has(id)));
  return ids.size === selection.ids.size ? selection : { ids, last: selection.last };
};
