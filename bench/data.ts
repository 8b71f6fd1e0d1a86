import { join } from 'node:path';

/** A file of the real data that imports and searches are measured with; it lies beside the repository. */
export const dataFile = (name: string): string =>
  join(process.env.MADANG_BENCH_DATA ?? join(import.meta.dirname, '../../shared/data'), name);
