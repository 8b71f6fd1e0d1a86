import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { draftKey, readDraft, removeDraft, wipeDrafts, writeDraft } from './drafts.ts';

/** localStorage as browsers have it: entries are own properties, and it may be full. */
const fakeStorage = (options: { full?: boolean } = {}) => {
  const store: Record<string, string> = {};
  const hidden = (value: unknown) => ({ value, enumerable: false });
  return Object.defineProperties(store, {
    getItem: hidden((key: string) => store[key] ?? null),
    removeItem: hidden((key: string) => delete store[key]),
    setItem: hidden((key: string, value: string) => {
      if (options.full === true) {
        throw new DOMException('full', 'QuotaExceededError');
      }
      store[key] = value;
    }),
  });
};

const kim = draftKey({ userId: 7, tenant: 'ILSHIN' }, 'new-ticket');
const lee = draftKey({ userId: 8, tenant: 'ILSHIN' }, 'new-ticket');

describe('drafts', () => {
  beforeEach(() => {
    vi.stubGlobal('window', { localStorage: fakeStorage() });
  });
  afterEach(() => {
    wipeDrafts();
    vi.unstubAllGlobals();
  });

  it('are found again by their owner and by nobody else', () => {
    expect(writeDraft(kim, { title: '프린터' })).toBe(true);
    expect(readDraft(kim)).toEqual({ title: '프린터' });
    expect(readDraft(lee)).toBeNull();
    expect(readDraft(draftKey({ userId: 7, tenant: 'SEOUL_LIB' }, 'new-ticket'))).toBeNull();
  });

  it('are gone once sent, and all of them at sign-out; what is not a draft stays', () => {
    writeDraft(kim, 'a');
    writeDraft(lee, 'b');
    window.localStorage.setItem('madang.density', 'compact');
    removeDraft(kim);
    expect(readDraft(kim)).toBeNull();
    wipeDrafts();
    expect(readDraft(lee)).toBeNull();
    expect(window.localStorage.getItem('madang.density')).toBe('compact');
  });

  it('last as long as the page where storage is full, and say so', () => {
    vi.stubGlobal('window', { localStorage: fakeStorage({ full: true }) });
    expect(writeDraft(kim, 'kept')).toBe(false);
    expect(readDraft(kim)).toBe('kept');
    wipeDrafts();
    expect(readDraft(kim)).toBeNull();
  });

  it('that are broken are no drafts', () => {
    window.localStorage.setItem(kim, '{');
    expect(readDraft(kim)).toBeNull();
  });
});
