/** Korean names are known by the given name: 김하나 is 하나. Others by their first letter; who has no name by none. */
export const initialsOf = (name: string): string => {
  const trimmed = name.trim();
  if (trimmed === '') {
    return '?';
  }
  return /^[가-힣]{2,4}$/u.test(trimmed) ? trimmed.slice(-2) : [...trimmed].slice(0, 1).join('').toUpperCase();
};
