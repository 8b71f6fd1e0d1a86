import fc from 'fast-check';
import { expect, test } from 'vitest';
import { thisMachine } from './machine.ts';
import { settingsFor } from './settings.ts';

const GB = 1024 ** 3;
const inMegabytes = (setting: string | undefined): number => Number(/^(\d+)MB$/.exec(setting ?? '')?.[1]);

test('settings grow with the machine and stay within it', () => {
  const machines = fc.record({
    memory: fc.integer({ min: GB / 2, max: 512 * GB }),
    processors: fc.integer({ min: 1, max: 256 }),
    sharedMemory: fc.integer({ min: 0, max: GB }),
  });
  fc.assert(
    fc.property(machines, (machine) => {
      const settings = settingsFor(machine);
      const memory = machine.memory / 1024 / 1024;
      expect(inMegabytes(settings.shared_buffers)).toBeLessThanOrEqual(memory / 4);
      expect(inMegabytes(settings.maintenance_work_mem)).toBeLessThanOrEqual(memory / 4);
      expect(inMegabytes(settings.work_mem)).toBeGreaterThanOrEqual(4);
      expect(Number(settings.max_parallel_workers_per_gather)).toBeGreaterThanOrEqual(1);
    }),
  );
});

test('a container with little shared memory gets a file instead', () => {
  const small = { memory: 2 * GB, processors: 2, sharedMemory: 64 * 1024 * 1024 };
  expect(settingsFor(small).dynamic_shared_memory_type).toBe('mmap');
  expect(settingsFor({ ...small, sharedMemory: GB }).dynamic_shared_memory_type).toBe('posix');
});

test('nothing that was committed can be lost, on any machine', () => {
  const durable = { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' };
  expect(settingsFor(thisMachine())).toMatchObject(durable);
});
