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
import { webHeapLive } from './cases/web-heap-live.ts';
import { webHeapNavigation } from './cases/web-heap-navigation.ts';
import { webInteraction } from './cases/web-interaction.ts';
import { webLive } from './cases/web-live.ts';
import { webPaint } from './cases/web-paint.ts';
import { webReturn } from './cases/web-return.ts';
import { webScroll } from './cases/web-scroll.ts';
import { webSearch } from './cases/web-search.ts';

/** All of them, in the order that they run in. */
export const cases: readonly Case[] = [
  permission,
  pageSize,
  webPaint,
  webInteraction,
  webLive,
  webReturn,
  webScroll,
  webHeapNavigation,
  webHeapLive,
  read,
  create,
  readPath,
  ticketImport,
  search,
  webSearch,
  start,
  scale,
];
