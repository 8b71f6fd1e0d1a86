const WEIGHTS = [1, 3, 7, 1, 3, 7, 1, 3] as const;

/** The ten digits of a business number, without dashes or blanks. */
export const plainBusinessNumber = (text: string): string => text.replaceAll(/[\s-]/g, '');

/**
 * The tenth digit that belongs to the first nine of a 사업자등록번호: weights 1 3 7 1 3 7 1 3, then the ninth digit times 5
 * as the sum of its digits, all filled up to the next ten (National Tax Service).
 */
export const businessNumberCheckDigit = (nine: string): number => {
  const digits = [...nine].map(Number);
  const weighted = WEIGHTS.reduce<number>((sum, weight, at) => sum + weight * (digits[at] ?? 0), 0);
  const ninth = (digits[8] ?? 0) * 5;
  return (10 - ((weighted + Math.floor(ninth / 10) + (ninth % 10)) % 10)) % 10;
};

/** Ten digits of which the last one is right, and not all the same. */
export const isBusinessNumber = (digits: string): boolean =>
  /^\d{10}$/.test(digits) &&
  !/^0{10}$/.test(digits) &&
  businessNumberCheckDigit(digits.slice(0, 9)) === Number(digits[9]);
