import { describe, expect, test } from 'vitest';
import { boundaryPlants } from './boundary-plants.ts';
import { stylePlants, typePlants, webTypePlants } from './code-plants.ts';
import { housePlants, unusedPlants } from './house-plants.ts';
import type { Plant } from './plant.ts';
import { runCheck, smallHouse } from './small-house.ts';

/** Plants all violations of a check at once: each has files of its own, and is looked for by file and rule. */
const provenToFail = (name: string, plants: readonly Plant[]): void => {
  describe(`npm run check -- ${name}`, () => {
    test('finds nothing in a small house that is in order', async () => {
      expect(await runCheck(name, {})).toMatchObject({ code: 0 });
    });

    test(`names ${plants.map((plant) => plant.what).join(', ')}`, async () => {
      const { code, output } = await runCheck(name, Object.assign({}, ...plants.map((plant) => plant.files)));
      expect(code).not.toBe(0);
      for (const plant of plants) {
        expect(output, plant.what).toMatch(plant.named);
      }
    });
  });
};

provenToFail('style', stylePlants);
provenToFail('types', typePlants);
provenToFail('types-web', webTypePlants);
provenToFail('unused', unusedPlants);
provenToFail('boundaries', boundaryPlants);
provenToFail('house', housePlants);

test('an unused dependency is named', async () => {
  const manifest = JSON.parse(smallHouse['package.json'] ?? '');
  const wider = { ...manifest, dependencies: { ...manifest.dependencies, fastify: '*' } };
  const { code, output } = await runCheck('unused', { 'package.json': `${JSON.stringify(wider, null, 2)}\n` });
  expect(code).not.toBe(0);
  expect(output).toMatch(/Unused dependencies \(1\)\nfastify/);
});

test('a house of long files is over the median', async () => {
  const long = Array.from({ length: 71 }, (_, at) => `export const a${at} = 1;\n`).join('');
  const files = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`platform/long-${at}.ts`, long]));
  const { code, output } = await runCheck('house', files);
  expect(code).not.toBe(0);
  expect(output).toMatch(/budget\/median-lines/);
});

test('the boundary check sees every file of the house', async () => {
  const { output } = await runCheck('boundaries', {});
  const count = Object.keys(smallHouse).filter((path) => /^(app|platform|modules)\/.*\.tsx?$/.test(path)).length;
  const looked = /^(\d+) modules, (\d+) imports looked at; 0 violations/m.exec(output);
  expect(Number(looked?.[1])).toBeGreaterThanOrEqual(count);
  expect(Number(looked?.[2])).toBeGreaterThan(10);
});

test('a boundary check that sees nothing fails', async () => {
  const blind = "export default { forbidden: [], options: { exclude: { path: '^platform' } } };\n";
  const { code, output } = await runCheck('boundaries', { '.dependency-cruiser.mjs': blind });
  expect(code).not.toBe(0);
  expect(output).toMatch(/^platform\/db\/query\.ts:1 boundaries-unseen: /m);
});
