import { access, constants, stat } from 'node:fs/promises';
import process from 'node:process';
import { CommandFailed, defineCommand, WrongUsage } from '#app/command.ts';
import { needed, withHouse } from '#app/console.ts';
import { consoleActor, tenantByCode } from '#modules/accounts/api.ts';
import { type ImportResult, importFile, parseMapping } from '#modules/tickets/api.ts';

export const command = defineCommand({
  help: `Usage: main.ts import tickets FILE.csv[.gz] --tenant CODE --map COLUMN=FIELD[,FIELD] ... [--dry-run]

Makes a ticket of every row, in the file's order. A row that cannot be one is told with its line, the others go in. Run
again it goes on where it stopped, or adds nothing. Exit code 1 when a row was refused, or when a quote is never closed:
then what stands before it is kept and the import is not finished.

  --tenant CODE        the tenant whose tickets they become
  --map text=title     which column becomes which field; may be repeated. Fields: title (cut at a word to 200 characters),
                       body, category (made where it is missing), kind, impact, urgency, tags, requester (a login; else the
                       tenant's first administrator)
  --dry-run            says what would be refused, and writes nothing`,
  words: true,
  options: {
    tenant: { type: 'string' },
    map: { type: 'string', multiple: true, default: [] },
    'dry-run': { type: 'boolean', default: false },
  },
  run: async ({ values, positionals }, context) => {
    const [what, path, ...rest] = positionals;
    if (what !== 'tickets' || path === undefined || rest.length > 0)
      throw new WrongUsage('import takes: tickets FILE.');
    const code = needed(values.tenant, 'tenant');
    const mapping = parseMapping(values.map);
    if (typeof mapping === 'string') throw new WrongUsage(mapping);
    await checkReadable(path);
    const { say, signal, json } = context;
    const isDryRun = values['dry-run'];
    const began = performance.now();
    const result = await withHouse(context, async (kernel) => {
      const tenant = await tenantByCode(kernel, code);
      const actor = consoleActor;
      return await importFile(kernel, { tenantId: tenant.id, path, mapping, actor, isDryRun, signal, told: progress });
    });
    const seconds = (performance.now() - began) / 1000;
    const report = { tenant: code, file: path, dryRun: isDryRun, ...result, seconds: Number(seconds.toFixed(2)) };
    for (const { line, field, message } of result.errors) say(`line ${line}: ${field ?? 'the row'} ${message}`);
    say(summary(result, isDryRun, signal.aborted));
    const sentence = whatIsWrong(result, isDryRun);
    if (sentence === null) return report;
    if (json) process.stdout.write(`${JSON.stringify(report)}\n`);
    throw new CommandFailed(sentence);
  },
});

/** A refusal before the database is opened. */
const checkReadable = async (path: string): Promise<void> => {
  const isFile = await access(path, constants.R_OK).then(
    async () => (await stat(path)).isFile(),
    () => false,
  );
  if (!isFile) throw new CommandFailed(`${path} cannot be read: there is no such file, or it may not be read.`);
};

const whatIsWrong = ({ rows, refused, broken }: ImportResult, isDryRun: boolean): string | null => {
  const were = isDryRun ? 'would be' : 'were';
  const refusals = refused === 0 ? [] : [`${refused} of ${rows} rows ${were} refused.`];
  const kept = isDryRun ? 'Only what stands before it would be kept.' : 'What stands before it was kept.';
  const end =
    broken === null ? [] : [`The file cannot be read on from line ${broken.line}, which ${broken.message}. ${kept}`];
  return refusals.length + end.length === 0 ? null : [...refusals, ...end].join('\n');
};

const summary = ({ rows, created, refused, skipped }: ImportResult, isDryRun: boolean, isStopped: boolean): string => {
  const did = isDryRun ? 'would become tickets' : 'became tickets';
  const before = skipped > 0 ? `, ${skipped} were there before` : '';
  const stopped = isStopped ? ' Stopped: run it again to go on.' : '';
  return `${rows} rows: ${created} ${did}, ${refused} refused${before}.${stopped}`;
};

let shown = 0;
const progress = ({ rows, created, refused }: { rows: number; created: number; refused: number }): void => {
  const now = performance.now();
  if (now - shown < 500) return;
  shown = now;
  process.stderr.write(`${rows} rows, ${created} tickets, ${refused} refused\n`);
};
