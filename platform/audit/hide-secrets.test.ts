import { expect, test } from 'vitest';
import { hideSecrets } from './hide-secrets.ts';

test('values of telling fields are hidden, and setting can still be told from removing', () => {
  expect(hideSecrets({ password: { from: 'old', to: 'new' }, apiKey: { from: 'k', to: null } })).toEqual({
    password: { from: '[hidden]', to: '[hidden]' },
    apiKey: { from: '[hidden]', to: null },
  });
});

test('nested settings are looked through', () => {
  const changes = {
    settings: { from: null, to: { smtp: { host: 'mail', clientSecret: 'x' }, list: [{ token: 'y' }] } },
  };
  expect(hideSecrets(changes)).toEqual({
    settings: { from: null, to: { smtp: { host: 'mail', clientSecret: '[hidden]' }, list: [{ token: '[hidden]' }] } },
  });
});

test('a token pasted into a title is hidden, the title stays', () => {
  const changes = { title: { from: null, to: 'my key mdk_3_1_abcdefghijklmnop stopped working' } };
  expect(hideSecrets(changes)).toEqual({ title: { from: null, to: 'my key mdk_[redacted] stopped working' } });
});

test('a long text is cut without breaking a character', () => {
  const result = hideSecrets({ body: { from: null, to: `${'가'.repeat(19_999)}😀😀` } }) as { body: { to: string } };
  expect(result.body.to.length).toBeLessThan(20_050);
  expect(result.body.to.isWellFormed()).toBe(true);
  expect(result.body.to).toContain('20003 characters');
});

test('plain values stay as they are', () => {
  const changes = {
    status: { from: 'received', to: 'triage' },
    count: { from: 1, to: 2 },
    due: { from: undefined, to: true },
  };
  expect(hideSecrets(changes)).toEqual({
    status: { from: 'received', to: 'triage' },
    count: { from: 1, to: 2 },
    due: { from: null, to: true },
  });
});
