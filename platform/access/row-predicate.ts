import { cellOf } from './decide.ts';
import type { Matrix } from './matrix.ts';
import type { Principal } from './principal.ts';

/** No user has this id, so a list that asks for its rows is empty. */
export const NOBODY = 0;

/**
 * What a list, count, search, export or stream must ask of the owner column: null = nothing, else "the owner is this
 * user". NOBODY where the function is not allowed at all. Generated from the same cell as `decide`, and tested
 * against it: a row passes here exactly when `decide` allows it.
 */
export const rowOwner = (matrix: Matrix, principal: Principal, action: string): number | null => {
  const cell = cellOf(matrix, principal, action);
  if (cell === 'yes') return null;
  return cell === 'own' ? principal.userId : NOBODY;
};
