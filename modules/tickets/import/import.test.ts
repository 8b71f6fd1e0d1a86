import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consoleActor } from '#modules/accounts/api.ts';
import { numbering } from '#modules/numbering/module.ts';
import { type Desk, openDesk } from '../factory.ts';
import { tickets } from '../module.ts';
import { importFile } from './file-actions.ts';
import { parseMapping } from './mapping.ts';
import { cutAtWord } from './row.ts';

describe('an import of tickets', () => {
  let desk: Desk;
  let folder: string;
  beforeAll(async () => {
    desk = await openDesk([numbering, tickets]);
    folder = await mkdtemp(join(tmpdir(), 'madang-import-'));
  });
  afterAll(async () => {
    await desk?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const bring = async (
    name: string,
    text: string | Buffer,
    options: {
      readonly map?: string[];
      readonly isDryRun?: boolean;
      readonly signal?: AbortSignal;
      readonly rowsAtOnce?: number;
      readonly told?: () => void;
    } = {},
  ) => {
    const path = join(folder, name);
    await writeFile(path, text);
    const mapping = parseMapping(options.map ?? ['text=title,body', 'category=category']);
    if (typeof mapping === 'string') throw new Error(mapping);
    const { isDryRun = false, signal = new AbortController().signal, rowsAtOnce = 1000, told } = options;
    const wish = {
      tenantId: desk.tenant.id,
      path,
      mapping,
      actor: consoleActor,
      isDryRun,
      signal,
      rowsAtOnce,
      told: told ?? (() => undefined),
    };
    return await importFile(desk.kernel, wish);
  };
  const made = () =>
    desk.database.asAdmin(
      `select t.number, t.title, t.body, t.channel, c.name as category from madang.ticket t
       left join madang.ticket_category c on c.tenant_id = t.tenant_id and c.id = t.category_id
       where t.tenant_id = $1 order by t.id`,
      [desk.tenant.id],
    );

  it('takes good rows in their order, and tells what is wrong with the others by line', async () => {
    const before = (await made()).length;
    const bad = Buffer.concat([
      Buffer.from('text,category\n첫 번째,전화\nbad,row,extra\n"둘째, ""따옴표""",메일\n'),
      Buffer.from([0xff, 0xfe]),
      Buffer.from(',전화\na\0b,전화\n"여러\n줄",메일\n\'=1+1,전화\n,전화\n'),
    ]);
    const result = await bring('bad.csv', bad);
    expect(result.created).toBe(4);
    expect(result.errors.map(({ line, field }) => [line, field])).toEqual([
      [3, null],
      [5, null],
      [6, null],
      [10, 'title'],
    ]);
    const rows = (await made()).slice(before);
    expect(rows.map(({ title }) => title)).toEqual(['첫 번째', '둘째, "따옴표"', '여러 줄', '=1+1']);
    expect(rows.map(({ category }) => category)).toEqual(['전화', '메일', '메일', '전화']);
    expect(rows.every(({ channel }) => channel === 'import')).toBe(true);
    const numbers = rows.map(({ number }) => Number(String(number).slice(-6)));
    expect(numbers).toEqual(numbers.map((_, at) => (numbers[0] ?? 0) + at));
  });

  it('adds nothing when it is run again, and goes on where it was stopped', async () => {
    const file = `text,category\n${Array.from({ length: 2500 }, (_, at) => `row ${at},A`).join('\n')}\n`;
    const stop = new AbortController();
    const path = join(folder, 'long.csv.gz');
    await writeFile(path, gzipSync(file));
    const mapping = parseMapping(['text=title']);
    if (typeof mapping === 'string') throw new Error(mapping);
    const wish = { tenantId: desk.tenant.id, path, mapping, actor: consoleActor, isDryRun: false };
    const first = await importFile(desk.kernel, { ...wish, signal: stop.signal, told: () => stop.abort() });
    expect(first.created).toBeGreaterThan(0);
    expect(first.created).toBeLessThan(2500);
    const { signal } = new AbortController();
    const second = await importFile(desk.kernel, { ...wish, signal, told: () => undefined });
    expect(second.created + first.created).toBe(2500);
    expect(second.skipped).toBe(first.created);
    const third = await importFile(desk.kernel, { ...wish, signal, told: () => undefined });
    expect(third).toMatchObject({ created: 0, refused: 0, skipped: 2500 });
    const titles = (await made()).map(({ title }) => title).filter((title) => String(title).startsWith('row '));
    expect(titles).toEqual(Array.from({ length: 2500 }, (_, at) => `row ${at}`));
  });

  it('writes nothing when it only tries', async () => {
    const before = (await made()).length;
    const result = await bring('try.csv', 'text,category\nfine,A\n,A\n', { isDryRun: true });
    expect(result).toMatchObject({ created: 1, refused: 1 });
    expect((await made()).length).toBe(before);
  });

  it('takes requesters by login, and refuses those whom nobody knows', async () => {
    const { login } = desk.customer;
    const file = `what,who\n하나,${login}\n둘,nobody@elsewhere.example\n셋,${desk.strangeCustomer.login}\n`;
    const result = await bring('who.csv', file, { map: ['what=title', 'who=requester'] });
    expect(result.created).toBe(1);
    expect(result.errors.map(({ line, field }) => [line, field])).toEqual([
      [3, 'requester'],
      [4, 'requester'],
    ]);
  });

  it('refuses when it only tries what the real run refuses', async () => {
    const file = `what,who,kind\n하나,${desk.customer.login},\n둘,nobody@elsewhere.example,\n,,\n셋,,riot\n넷,,incident\n`;
    const map = ['what=title', 'who=requester', 'kind=kind'];
    const tried = await bring('rehearsal.csv', file, { map, isDryRun: true });
    expect(await bring('rehearsal.csv', file, { map })).toEqual(tried);
    expect(tried.errors.map(({ line }) => line)).toEqual([3, 4, 5]);
    const rule = "update madang.numbering_rule set status = $2 where tenant_id = $1 and code = 'ticket.incident'";
    await desk.database.asAdmin(rule, [desk.tenant.id, 'inactive']);
    for (const isDryRun of [true, false]) {
      await expect(bring('no-rule.csv', `${file}다섯,,\n`, { map, isDryRun })).rejects.toMatchObject({
        code: 'numbering.rule_missing',
      });
    }
    await desk.database.asAdmin(rule, [desk.tenant.id, 'active']);
  });

  it('keeps what stands before a quote that is never closed, and is not finished', async () => {
    const file = 'text,category\nbefore 1,A\nbefore 2,A\n"open,A\nafter,A\n';
    for (const created of [2, 0]) {
      const result = await bring('open.csv', file);
      expect(result).toMatchObject({ created, refused: 0, broken: { line: 4 } });
    }
    const [state] = await desk.database.asAdmin(
      "select created, finished_at from madang.ticket_import where file_name = 'open.csv'",
    );
    expect(state).toEqual({ created: 2, finished_at: null });
  });

  it('says in a sentence that a file is no whole gzip file', async () => {
    const packed = gzipSync(`text,category\n${'a,b\n'.repeat(1000)}`);
    for (const damaged of [packed.subarray(0, -20), Buffer.concat([packed.subarray(0, 20), Buffer.alloc(40, 7)])]) {
      await expect(bring('damaged.csv.gz', damaged)).rejects.toMatchObject({ code: 'tickets.import_file' });
    }
  });

  it('loses and doubles nothing, whichever rows are broken and wherever it is stopped', async () => {
    const kinds = ['good', 'good', 'long', 'stray', 'behind', 'cells', 'untitled', 'empty'] as const;
    const file = fc.array(fc.constantFrom(...kinds), { minLength: 1, maxLength: 25 });
    const run = fc.integer({ min: 0, max: 1_000_000 });
    await fc.assert(
      fc.asyncProperty(file, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 5 }), run, async (...given) => {
        const [rows, rowsAtOnce, stopAfter, serial] = given;
        const mark = `${serial}-${(await made()).length}`;
        const { text, good, bad } = writtenAs(rows, mark);
        const stop = new AbortController();
        let batches = 0;
        const told = () => void (++batches === stopAfter && stop.abort());
        const tried = await bring(`${mark}.csv`, text, { rowsAtOnce, isDryRun: true });
        const before = (await made()).length;
        const first = await bring(`${mark}.csv`, text, { rowsAtOnce, signal: stop.signal, told });
        const rest = await bring(`${mark}.csv`, text, { rowsAtOnce: rowsAtOnce + 1 });
        expect((await made()).slice(before).map(({ title }) => title)).toEqual(good);
        expect([...first.errors, ...rest.errors].map(({ line }) => line)).toEqual(bad);
        expect(tried.errors).toEqual([...first.errors, ...rest.errors]);
        expect(await bring(`${mark}.csv`, text, { rowsAtOnce })).toMatchObject({ created: 0, refused: 0 });
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  it('refuses a column that the file does not have', async () => {
    await expect(bring('column.csv', 'a,b\n1,2\n')).rejects.toMatchObject({ code: 'tickets.import_column' });
  });

  it('is found by search and leaves one audit row a batch', async () => {
    await bring('found.csv', 'text,category\n바코드스캐너 고장,A\n');
    const answer = await desk.ask(desk.admin, 'GET', `/api/tickets?q=${encodeURIComponent('바코드스캐너')}`);
    expect(answer.json<{ items: unknown[] }>().items).toHaveLength(1);
    const rows = await desk.database.asAdmin(
      `select changes from madang.audit where action = 'ticket.import' and changes::text like '%found.csv%'`,
    );
    expect(rows).toHaveLength(1);
  });

  it('cuts a title at a word and never longer than it may be', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 1, max: 30 }), (text, most) => {
        const cut = cutAtWord(text, most);
        expect([...cut].length).toBeLessThanOrEqual(Math.max(most, 0));
        expect(text.startsWith(cut)).toBe(true);
      }),
    );
    expect(cutAtWord('하나 둘 셋', 4)).toBe('하나 둘');
    expect(cutAtWord('하나 둘셋', 4)).toBe('하나');
    expect(cutAtWord('하나둘셋넷', 3)).toBe('하나둘');
  });

  it.each([
    ['title', 'title is not COLUMN=FIELD.'],
    ['a=nothing', 'nothing is no field'],
    ['a=body', 'Some column must become the title.'],
  ])('does not take the mapping %s', (given, sentence) => {
    expect(parseMapping([given])).toContain(sentence);
  });
});

type RowKind = 'good' | 'long' | 'stray' | 'behind' | 'cells' | 'untitled' | 'empty';

/** A file of such rows, the titles that it makes, and the lines on which its faults begin. */
const writtenAs = (rows: readonly RowKind[], mark: string) => {
  let text = 'text,category\n';
  const good: string[] = [];
  const bad: number[] = [];
  for (const [at, kind] of rows.entries()) {
    const line = text.split('\n').length;
    const title = `${mark} ${at}`;
    const written: Readonly<Record<RowKind, string>> = {
      good: `${title},A`,
      long: `"${title}\nmore",A`,
      stray: `${title} "no",A`,
      behind: `"${title}\n"no,A`,
      cells: `${title}`,
      untitled: ',A',
      empty: '',
    };
    text += `${written[kind]}\n`;
    if (kind === 'good' || kind === 'long') good.push(kind === 'good' ? title : `${title} more`);
    else if (kind !== 'empty') bad.push(line);
  }
  return { text, good, bad };
};
