import type { Case } from './case.ts';
import { create } from './cases/create.ts';
import { pageSize } from './cases/page-size.ts';
import { permission } from './cases/permission.ts';
import { read } from './cases/read.ts';
import { readPath } from './cases/read-path.ts';
import { scale } from './cases/scale.ts';
import { search } from './cases/search.ts';
import { start } from './cases/start.ts';
import { ticketImport } from './cases/ticket-import.ts';

/** All of them, in the order that they run in. */
export const cases: readonly Case[] = [
  permission,
  pageSize,
  read,
  create,
  readPath,
  ticketImport,
  search,
  start,
  scale,
];
