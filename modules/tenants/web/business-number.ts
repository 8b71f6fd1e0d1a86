const weights = [1, 3, 7, 1, 3, 7, 1, 3] as const;

const plain = (typed: string): string => typed.replaceAll(/[\s-]/g, '');

/** `1248100998` as it is written: 124-81-00998. Whatever is no business number stays as it is. */
export const formatBusinessNumber = (digits: string): string =>
  plain(digits).replace(/^(\d{3})(\d{2})(\d{5})$/, '$1-$2-$3');

/** Ten digits of which the last one fits the others. The server decides; this tells it while one types. */
export const isBusinessNumber = (typed: string): boolean => {
  const digits = plain(typed);
  if (!/^\d{10}$/.test(digits) || /^0+$/.test(digits)) {
    return false;
  }
  const sum = weights.reduce<number>((total, weight, at) => total + weight * Number(digits[at]), 0);
  const ninth = Number(digits[8]) * 5;
  return (10 - ((sum + Math.floor(ninth / 10) + (ninth % 10)) % 10)) % 10 === Number(digits[9]);
};
