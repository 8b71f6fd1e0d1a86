import type { Figure } from './figure.ts';
import type { House } from './house.ts';

/** One measurement; answers its figures. A wrong answer from a server throws. */
export type Case = {
  readonly name: string;
  readonly run: (house: House, options: { readonly quick: boolean }) => Promise<Figure[]>;
  /** Needs minutes to seed; left out of quick runs. */
  readonly large?: true;
};
