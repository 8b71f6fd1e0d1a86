import { describe, expect, it } from 'vitest';
import type { Text } from '../i18n/i18n.ts';
import { type KeyBinding, matches, pick } from './keys.ts';

const press = (code: string, more: Partial<KeyboardEvent> = {}) => ({
  code,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...more,
});
const binding = (keys: string): KeyBinding => ({ keys, label: keys as Text, group: 'general', run: () => undefined });

describe('keys', () => {
  it('go by the place on the keyboard, whatever the layout types there', () => {
    expect(matches('k', press('KeyK'))).toBe(true);
    expect(matches('mod+k', press('KeyK', { metaKey: true }))).toBe(true);
    expect(matches('k', press('KeyK', { ctrlKey: true }))).toBe(false);
    expect(matches('/', press('Slash'))).toBe(true);
    expect(matches('/', press('Slash', { shiftKey: true }))).toBe(false);
    expect(matches('?', press('Slash', { shiftKey: true }))).toBe(true);
    expect(matches('shift+x', press('KeyX', { shiftKey: true }))).toBe(true);
    expect(matches('x', press('KeyX', { shiftKey: true }))).toBe(false);
    expect(matches('Enter', press('Enter'))).toBe(true);
  });

  it('form pairs within a moment', () => {
    const bindings = [binding('g t'), binding('t'), binding('c')];
    const first = pick(bindings, press('KeyG'), null, 0);
    expect(first.found).toBeNull();
    expect(pick(bindings, press('KeyT'), first.sequence, 500).found?.keys).toBe('g t');
    expect(pick(bindings, press('KeyT'), first.sequence, 5000).found?.keys).toBe('t');
    expect(pick(bindings, press('KeyC'), first.sequence, 500).found?.keys).toBe('c');
  });

  it('belong to whoever asked for them last', () => {
    const below = binding('j');
    const above = binding('j');
    expect(pick([below, above], press('KeyJ'), null, 0).found).toBe(above);
  });
});
