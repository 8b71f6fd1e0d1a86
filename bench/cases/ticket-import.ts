import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Case } from '../case.ts';
import { startChild } from '../children.ts';
import { dataFile } from '../data.ts';
import type { House } from '../house.ts';

const FILE = 'it-tickets-en.csv.gz';

/** 38,269 real tickets from a file, by the command; beside COPY of the same rows into a table without anything. */
export const ticketImport: Case = {
  name: 'import',
  run: async (house) => {
    const file = dataFile(FILE);
    if (!existsSync(file)) throw new Error(`${file} is not there: name the folder with MADANG_BENCH_DATA`);
    await house.tenant('IMPORT');
    await house.person(await tenantId(house), 'ADMIN');
    const began = performance.now();
    const result = await imported(house, file);
    const seconds = (performance.now() - began) / 1000;
    const copied = await bareInsert(house, file);
    return [
      {
        name: 'import of real tickets',
        value: result.created / seconds,
        unit: 'rows/s',
        reference: { what: 'plain insert of the same rows', value: copied },
        budget: { atLeast: 5000 },
        notes: `${result.created} rows in ${seconds.toFixed(1)} s, start of the command included; peak memory ${result.peak.toFixed(0)} MB`,
      },
    ];
  },
};

const tenantId = async (house: House): Promise<number> => {
  const [row] = await house.sql<{ id: number }>(`select id from madang.tenant where code = 'IMPORT'`);
  return row?.id ?? 0;
};

const imported = async (house: House, file: string): Promise<{ created: number; peak: number }> => {
  const args = [
    'import',
    'tickets',
    file,
    '--tenant',
    'IMPORT',
    '--map',
    'text=title,body',
    '--map',
    'category=category',
    '--json',
  ];
  const child = startChild('app/main.ts', args, { MADANG_DATA: house.dataDir });
  let peak = 0;
  const watch = setInterval(() => {
    peak = peakOf(child.process.pid) || peak;
  }, 100);
  const [code] = (await once(child.process, 'exit')) as [number];
  clearInterval(watch);
  if (code !== 0) throw new Error(`The import ended with ${code}: ${child.output()}`);
  const json = child.output().slice(child.output().lastIndexOf('{"'));
  return { ...(JSON.parse(json) as { created: number }), peak };
};

/** The most that a process has held so far, in MB; 0 when it is gone. */
const peakOf = (pid: number | undefined): number => {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
};

/** Rows per second of the file's text in one statement per 1,000 rows into a table without keys or rules. */
const bareInsert = async (house: House, file: string): Promise<number> => {
  const lines = gunzipSync(readFileSync(file)).toString('utf8').split('\n');
  await house.sql('create unlogged table if not exists bench.import (text text)');
  const began = performance.now();
  for (let from = 0; from < lines.length; from += 1000) {
    await house.sql('insert into bench.import select unnest($1::text[])', [lines.slice(from, from + 1000)]);
  }
  return lines.length / ((performance.now() - began) / 1000);
};
