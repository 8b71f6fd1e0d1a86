import { expect, test } from 'vitest';
import { findZones, zoneDetail, zoneInWords } from './zones.ts';

const find = (words: string, language: 'ko' | 'en' = 'ko', limit = 3) =>
  findZones(words, { likeliest: ['Asia/Seoul', 'UTC'], language, limit }, new AbortController().signal);
const idsOf = async (words: string, language?: 'ko' | 'en'): Promise<string[]> =>
  (await find(words, language)).map(({ id }) => id);

test('a zone has the name and the offset that it has now', () => {
  expect(zoneInWords('Asia/Seoul', 'ko')).toEqual({ id: 'Asia/Seoul', name: '한국 표준시', offset: 'GMT+9' });
  expect(zoneInWords('Asia/Seoul', 'en').name).toBe('Korean Standard Time');
  expect(zoneInWords('UTC', 'ko')).toEqual({ id: 'UTC', name: '', offset: 'GMT+0' });
  expect([zoneDetail('Asia/Seoul', 'ko'), zoneDetail('UTC', 'ko')]).toEqual(['한국 표준시, GMT+9', 'GMT+0']);
});

test('zones are found by id, place and name; the likeliest stand first', async () => {
  expect(await idsOf('')).toEqual(['Asia/Seoul', 'UTC', 'Africa/Abidjan']);
  expect(await idsOf('한국')).toContain('Asia/Seoul');
  expect(await idsOf('뉴욕')).toContain('America/New_York');
  expect(await idsOf('new york', 'en')).toContain('America/New_York');
  expect(await idsOf('new_york')).toContain('America/New_York');
  expect(await idsOf('아틀란티스')).toEqual([]);
});

test('who types on waits for nothing of what was asked before', async () => {
  const typing = new AbortController();
  const found = findZones('아틀란티스', { likeliest: [], language: 'ko', limit: 1 }, typing.signal);
  typing.abort();
  await expect(found).rejects.toThrow(/abort/);
});
