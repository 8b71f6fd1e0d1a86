/** A set of row ids. Ids are dense, so a bit for each of them is far smaller than a Set. */
export type IdSet = {
  /** False when it was there already. */
  add(id: number): boolean;
  has(id: number): boolean;
};

const PAGE_BITS = 65_536;

export const createIdSet = (): IdSet => {
  const pages = new Map<number, Uint8Array>();
  const locate = (id: number) => ({
    page: Math.floor(id / PAGE_BITS),
    byte: (id % PAGE_BITS) >> 3,
    bit: 1 << (id % 8),
  });
  return {
    has: (id) => {
      const { page, byte, bit } = locate(id);
      return ((pages.get(page)?.[byte] ?? 0) & bit) !== 0;
    },
    add: (id) => {
      const { page, byte, bit } = locate(id);
      const bits = pages.get(page) ?? new Uint8Array(PAGE_BITS / 8);
      pages.set(page, bits);
      const before = bits[byte] ?? 0;
      bits[byte] = before | bit;
      return (before & bit) === 0;
    },
  };
};
