import { describe, expect, it } from 'vitest';
import type { Translate } from '#platform/web/i18n/i18n.ts';
import { tellChanges } from './tell-change.ts';

const t = ((sentence: string, values: Record<string, string> = {}) =>
  sentence.replace(/\{\{(\w+)\}\}/g, (_all, name: string) => values[name] ?? '?')) as Translate;
const show = (_field: string, value: unknown): string => String(value ?? 'none');
const kim = { id: 1, name: 'Kim' };
const lee = { id: 2, name: 'Lee' };
const tell = (...changes: Parameters<typeof tellChanges>[3]) => tellChanges(t, show, kim, changes);

describe('history', () => {
  it('tells a move with what was said', () => {
    const told = tell(
      { field: 'status', from: 'in_progress', to: 'resolved' },
      { field: 'resolution', from: null, to: 'New drum' },
    );
    expect(told).toEqual({ sentence: 'Kim changed the status to resolved.', details: [], words: ['New drum'] });
  });

  it('tells who does it from now on; that its status is assigned then goes without saying', () => {
    const status = { field: 'status', from: 'received', to: 'assigned' };
    expect(tell(status, { field: 'assignee', from: null, to: kim }).sentence).toBe('Kim took the request.');
    expect(tell(status, { field: 'assignee', from: null, to: lee }).sentence).toBe('Kim assigned it to Lee.');
    expect(tell({ field: 'assignee', from: lee, to: null }).sentence).toBe('Kim removed the assignee.');
  });

  it('tells one field in a sentence and several as a list', () => {
    expect(tell({ field: 'due', from: null, to: 'Friday' }).sentence).toBe('Kim changed Due from none to Friday.');
    const told = tell({ field: 'impact', from: 2, to: 1 }, { field: 'colour', from: 'a', to: 'b' });
    expect(told).toEqual({
      sentence: 'Kim changed the request.',
      details: ['Impact: 2 → 1', 'colour: a → b'],
      words: [],
    });
  });
});
