/** What an attack did and found. An empty `findings` is what the house owes. */
export type AttackReport = {
  readonly routes: number;
  readonly tables: number;
  readonly cases: number;
  readonly refusals: number;
  readonly findings: readonly string[];
};

export type Tally = { routes: number; tables: number; cases: number; refusals: number; findings: string[] };

export const newTally = (): Tally => ({ routes: 0, tables: 0, cases: 0, refusals: 0, findings: [] });
