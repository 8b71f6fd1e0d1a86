import { beforeEach, describe, expect, it, vi } from 'vitest';
import { addRun, dismissRun, emptyTray, findRun, patchRun, progressOf, stopRun } from './runs.ts';

const page = Object.assign(new EventTarget(), { matchMedia: () => ({ matches: false }) });
vi.stubGlobal('window', page);

/** True when the browser would ask before it loads another page. */
const asksFirst = (): boolean => !page.dispatchEvent(new Event('beforeunload', { cancelable: true }));
const start = (): number => addRun({ label: 'Take them', total: 3, notDone: [] });
const one = { name: 'SR-1', href: '/tickets/1' };

describe('what runs over many', () => {
  beforeEach(emptyTray);

  it('is asked about before a full load while it runs, also with the tray folded', () => {
    expect(asksFirst()).toBe(false);
    const first = start();
    const second = start();
    expect(asksFirst()).toBe(true);
    patchRun(first, () => ({ state: 'finished' }));
    expect(asksFirst()).toBe(true);
    stopRun(second);
    expect(asksFirst()).toBe(false);
    dismissRun(first);
    expect(asksFirst()).toBe(false);
  });

  it('holds back nothing once it was emptied, and what still comes in brings nothing back', () => {
    const id = start();
    emptyTray();
    expect(asksFirst()).toBe(false);
    patchRun(id, ({ done }) => ({ done: [...done, one] }));
    expect(findRun(id)).toBeUndefined();
  });

  it('counts what was tried, not what was left out from the start', () => {
    const id = addRun({ label: 'Take them', total: 3, notDone: [{ ...one, reason: 'It is yours already.' }] });
    patchRun(id, ({ notDone }) => ({ done: [one], notDone: [...notDone, { ...one, error: new Error('no') }] }));
    const run = findRun(id);
    expect(run === undefined ? null : progressOf(run)).toEqual({ through: 2, total: 3 });
  });
});
