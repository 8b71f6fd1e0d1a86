import { describe, expect, it } from 'vitest';
import { endOfDay, formatDate, formatDateTime, formatRelative } from './dates.ts';

const at = '2026-11-22T05:05:00.000Z';

describe('dates', () => {
  it('are written in the zone of the tenant, in both languages', () => {
    expect(formatDateTime(at, 'Asia/Seoul', 'ko')).toBe('2026-11-22 (일) 14:05');
    expect(formatDateTime(at, 'Asia/Seoul', 'en')).toBe('2026-11-22 (Sun) 14:05');
    expect(formatDateTime('2026-11-22T15:00:00.000Z', 'Asia/Seoul', 'ko')).toBe('2026-11-23 (월) 00:00');
    expect(formatDate('2026-11-22T15:00:00.000Z', 'Asia/Seoul', 'ko')).toBe('2026-11-23');
  });

  it('are relative within a day and dates beyond it', () => {
    const now = Date.parse(at);
    expect(formatRelative('2026-11-22T05:04:40.000Z', now, 'Asia/Seoul', 'ko')).toBe('지금');
    expect(formatRelative('2026-11-22T05:02:00.000Z', now, 'Asia/Seoul', 'ko')).toBe('3분 전');
    expect(formatRelative('2026-11-22T01:02:00.000Z', now, 'Asia/Seoul', 'ko')).toBe('4시간 전');
    expect(formatRelative('2026-11-22T08:05:00.000Z', now, 'Asia/Seoul', 'ko')).toBe('3시간 후');
    expect(formatRelative('2026-11-20T01:02:00.000Z', now, 'Asia/Seoul', 'ko')).toBe('2026-11-20');
  });

  it('end a day where the tenant ends it', () => {
    expect(endOfDay('2026-11-22', 'Asia/Seoul')).toBe('2026-11-22T14:59:59.000Z');
    expect(endOfDay('2026-11-22', 'America/New_York')).toBe('2026-11-23T04:59:59.000Z');
    expect(endOfDay('2026-11-22', 'UTC')).toBe('2026-11-22T23:59:59.000Z');
  });
});
