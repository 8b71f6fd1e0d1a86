import { create } from './cases/create.ts';
import { permission } from './cases/permission.ts';
import { read } from './cases/read.ts';
import { readPath } from './cases/read-path.ts';
import { scale } from './cases/scale.ts';
import { search } from './cases/search.ts';
import { start } from './cases/start.ts';
import { ticketImport } from './cases/ticket-import.ts';
import type { Figure } from './figure.ts';
import type { House } from './house.ts';

/** One measurement; answers its figures. A wrong answer from a server throws. */
export type Case = {
  readonly name: string;
  readonly run: (house: House, options: { readonly quick: boolean }) => Promise<Figure[]>;
  /** Needs minutes to seed; left out of quick runs. */
  readonly large?: true;
};

export const cases: readonly Case[] = [permission, read, create, readPath, ticketImport, search, start, scale];
