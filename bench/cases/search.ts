import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Case } from '../case.ts';
import { startChild } from '../children.ts';
import { dataFile } from '../data.ts';
import type { House } from '../house.ts';
import { percentile, sampled, timedGet } from '../sample.ts';

const ROWS = 100_000;
const SAMPLES = 100;
const BUDGET_MS = 30;

/** Searches over 100,000 tickets of real Korean and English text of one tenant, beside `ilike` over the same rows. */
export const search: Case = {
  name: 'search',
  large: true,
  run: async (house) => {
    const tenant = await house.tenant('SEARCH');
    const { headers } = await house.person(tenant, 'ADMIN');
    await importTexts(house);
    await house.sql('vacuum analyze madang.ticket');
    const words = {
      rare: await rareWord(house, tenant),
      common: 'please',
      'two syllables': '날씨',
      'no hit': '없는낱말이다',
    };
    const figures = [];
    for (const [kind, q] of Object.entries(words)) {
      const url = `${house.url}/api/tickets?limit=20&q=${encodeURIComponent(q)}`;
      const expected = await hits(house, tenant, q);
      const ours = await sampled(SAMPLES, async () => {
        const { body, ms } = await timedGet(url, headers);
        const found = (JSON.parse(body) as { items: unknown[] }).items.length;
        if (expected > 0 && found === 0) throw new Error(`${q}: nothing found of ${expected}`);
        return ms;
      });
      const theirs = await sampled(5, () => ilike(house, tenant, q));
      figures.push({
        name: `search, ${kind}, p95`,
        value: percentile(ours, 0.95),
        unit: 'ms',
        reference: { what: 'ilike over all', value: percentile(theirs, 0.5) },
        budget: { all: [{ atMost: BUDGET_MS }, { ratioAtMost: 0.1 }] },
        notes: `"${q}", ${expected} rows by ilike`,
      });
    }
    return figures;
  },
};

const importTexts = async (house: House): Promise<void> => {
  const english = gunzipSync(readFile('it-tickets-en.csv.gz')).toString('utf8').trim().split('\n').slice(1);
  const korean = gunzipSync(readFile('3i4k-ko-intent.tsv.gz')).toString('utf8').trim().split('\n');
  const quoted = korean.map((line) => `"${(line.split('\t')[1] ?? '').replaceAll('"', '""')}",Korean`);
  const all = [...english, ...quoted];
  const rows = Array.from({ length: ROWS }, (_, at) => all[(at * 7919) % all.length]);
  const file = join(house.dataDir, 'search.csv');
  writeFileSync(file, `text,category\n${rows.join('\n')}\n`);
  const args = [
    'import',
    'tickets',
    file,
    '--tenant',
    'SEARCH',
    '--map',
    'text=title,body',
    '--map',
    'category=category',
    '--json',
  ];
  const child = startChild('app/main.ts', args, { MADANG_DATA: house.dataDir });
  await once(child.process, 'exit');
  const [count] = await house.sql<{ n: string }>(
    `select count(*) as n from madang.ticket t join madang.tenant x on x.id = t.tenant_id where x.code = 'SEARCH'`,
  );
  if (Number(count?.n) < ROWS * 0.99) throw new Error(`Only ${count?.n} rows came in: ${child.output()}`);
};

const readFile = (name: string): Buffer => {
  const file = dataFile(name);
  if (!existsSync(file)) throw new Error(`${file} is not there: name the folder with MADANG_BENCH_DATA`);
  return readFileSync(file);
};

const ilike = async (house: House, tenant: number, q: string): Promise<number> => {
  const began = performance.now();
  await house.sql(
    `select id from madang.ticket where tenant_id = $1 and (title ilike $2 or body ilike $2) order by created_at desc, id desc`,
    [tenant, `%${q}%`],
  );
  return performance.now() - began;
};

const hits = async (house: House, tenant: number, q: string): Promise<number> => {
  const [row] = await house.sql<{ n: string }>(
    'select count(*) as n from madang.ticket where tenant_id = $1 and (title ilike $2 or body ilike $2)',
    [tenant, `%${q}%`],
  );
  return Number(row?.n);
};

/** A word that at most a handful of the tickets hold. */
const rareWord = async (house: House, tenant: number): Promise<string> => {
  const [row] = await house.sql<{ word: string }>(
    `select word from (select unnest(regexp_split_to_array(lower(body), '[^a-z]+')) as word
       from (select body from madang.ticket where tenant_id = $1 order by id limit 3000) b) w
     where length(word) >= 9 group by word having count(*) = 1 order by word limit 1`,
    [tenant],
  );
  return row?.word ?? 'prerequisites';
};
