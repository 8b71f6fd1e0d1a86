import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import baseline from './baseline.json' with { type: 'json' };
import { cases } from './cases.ts';
import { type Figure, isWithin, lineOf, ratioOf } from './figure.ts';
import { openHouse } from './house.ts';

const HELP = `npm run bench -- [--json FILE] [--quick] [--only PART]

Measures the budgets, each beside its reference in the same run.
  --json FILE   writes the figures there as well
  --quick       shorter, without the largest data; fails where a ratio fell by more than 30 % since it was last noted
  --only PART   only the cases whose name contains PART`;

/** What is left of a noted ratio before a quick run fails. */
const STILL_FINE = 0.7;

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    quick: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(HELP);
  process.exit(0);
}

/** The lowest of several runs on two processors with neighbours: what is far below that is no noise. Rates only. */
const noted: Readonly<Record<string, number>> = baseline;
const hasFallen = (figure: Figure): boolean => {
  const before = noted[figure.name];
  const now = ratioOf(figure);
  return before !== undefined && now !== null && now < before * STILL_FINE;
};

const figures: Figure[] = [];
const house = await openHouse();
try {
  for (const { name, run, large } of cases) {
    if (!name.includes(values.only) || (values.quick && large === true)) continue;
    for (const figure of await run(house, { quick: values.quick })) {
      figures.push(figure);
      console.log(lineOf(figure));
    }
  }
} finally {
  await house.close();
}

if (values.json !== undefined) {
  const machine = { cores: cpus().length, memory: totalmem(), node: process.version };
  const rows = figures.map((figure) => ({ ...figure, ratio: ratioOf(figure), within: isWithin(figure) }));
  writeFileSync(values.json, `${JSON.stringify({ machine, at: new Date(), figures: rows }, null, 2)}\n`);
}
const failed = figures.filter((figure) => (values.quick ? hasFallen(figure) : !isWithin(figure)));
console.log(`${figures.length - failed.length} passed, ${failed.length} failed`);
process.exitCode = failed.length > 0 ? 1 : 0;
