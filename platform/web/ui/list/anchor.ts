/** The first row on the screen and how far it is scrolled out: what must not move when rows arrive above it. */
export type Anchor = { readonly id: number; readonly offset: number };

export const anchorAt = (ids: readonly number[], top: number, height: number): Anchor | null => {
  const index = Math.floor(top / height);
  const id = ids[index];
  return id === undefined ? null : { id, offset: top - index * height };
};

/** Where to scroll so that the anchored row stays where it was; null when it is gone. */
export const topFor = (ids: readonly number[], anchor: Anchor, height: number): number | null => {
  const index = ids.indexOf(anchor.id);
  return index === -1 ? null : index * height + anchor.offset;
};
