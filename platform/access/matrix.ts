import { ROLES, type Role } from './principal.ts';

/** What a role may do with a function: with every row, with rows it owns, with none. */
export type Cell = 'yes' | 'own' | 'no';

/** One line of the role matrix. Modules declare theirs in module.ts under `functions`. */
export type FunctionRow = Readonly<Record<Role, Cell>> & {
  /** Only for an ADMIN of the provider who acts in `*`. */
  readonly provider?: true;
  /** Only for people: an API key never has it, whatever its scopes say. */
  readonly person?: true;
  /**
   * What provider staff without ADMIN may do in `*` itself; `no` when absent, because what belongs to `*` is for its
   * ADMIN alone.
   */
  readonly house?: Cell;
};
export type Functions = Readonly<Record<string, FunctionRow>>;
/** A line made complete; all of one shape, because every decision reads one. */
export type MatrixRow = Readonly<Record<Role, Cell>> & {
  readonly provider: boolean;
  readonly person: boolean;
  readonly house: Cell;
};
export type Matrix = ReadonlyMap<string, MatrixRow>;

const FUNCTION_NAME = /^[a-z][a-z_]*\.[a-z][a-z_]*$/;
const CELLS: readonly unknown[] = ['yes', 'own', 'no'];

/**
 * Joins the functions of all modules to one matrix. Throws when a name is malformed or declared twice, or a cell is
 * missing: a matrix with a hole must stop the start.
 */
export const buildMatrix = (modules: readonly { readonly name: string; readonly functions?: Functions }[]): Matrix => {
  const matrix = new Map<string, MatrixRow>();
  for (const module of modules) {
    for (const [name, row] of Object.entries(module.functions ?? {})) {
      checkRow(module.name, name, row);
      if (matrix.has(name)) throw new Error(`Function ${name} is declared twice, the second time in ${module.name}.`);
      matrix.set(name, complete(row));
    }
  }
  return matrix;
};

const complete = (row: FunctionRow): MatrixRow => ({
  ADMIN: row.ADMIN,
  PM: row.PM,
  ENGINEER: row.ENGINEER,
  DEPLOY_ENGINEER: row.DEPLOY_ENGINEER,
  CUSTOMER: row.CUSTOMER,
  provider: row.provider === true,
  person: row.person === true,
  house: row.house ?? 'no',
});

/** The cell of a role. Five plain reads are several times faster than one by a changing name. */
export const cellFor = (row: MatrixRow, role: Role): Cell => {
  switch (role) {
    case 'ADMIN':
      return row.ADMIN;
    case 'PM':
      return row.PM;
    case 'ENGINEER':
      return row.ENGINEER;
    case 'DEPLOY_ENGINEER':
      return row.DEPLOY_ENGINEER;
    case 'CUSTOMER':
      return row.CUSTOMER;
  }
};

const checkRow = (module: string, name: string, row: FunctionRow): void => {
  if (!FUNCTION_NAME.test(name)) throw new Error(`Function ${name} of ${module} is not named thing.action.`);
  for (const role of ROLES) {
    if (!CELLS.includes(row[role])) throw new Error(`Function ${name} of ${module} says nothing about ${role}.`);
  }
  if (row.house !== undefined && !CELLS.includes(row.house)) throw new Error(`Function ${name}: house is not a cell.`);
};

/** Every function with its cells, in order of name: what the matrix page shows and its tests walk. */
export const listFunctions = (matrix: Matrix): { readonly name: string; readonly row: MatrixRow }[] =>
  [...matrix].map(([name, row]) => ({ name, row })).sort((a, b) => (a.name < b.name ? -1 : 1));
