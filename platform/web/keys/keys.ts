import type { Text } from '../i18n/i18n.ts';

export type KeyGroup = 'general' | 'go' | 'list' | 'detail';
/** `keys`: one key (`j`, `/`, `?`, `Enter`), a pair (`g t`), or one with `mod+` for Ctrl and Cmd, or `shift+`. */
export type KeyBinding = {
  readonly keys: string;
  readonly label: Text;
  readonly group: KeyGroup;
  /** Works also while somebody types in a field; only with `mod+`, for keys that mean nothing there. */
  readonly inFields?: true;
  /** Not offered in the palette, where something else does the same under a better name. */
  readonly unlisted?: true;
  readonly run: () => void;
};

type Press = Pick<KeyboardEvent, 'code' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

const codes: Readonly<Record<string, string>> = { '/': 'Slash', '?': 'Slash', '[': 'BracketLeft', ']': 'BracketRight' };

/** The place of the key on the keyboard, so that shortcuts work with a Hangul layout, where `k` types `ㅏ`. */
const codeOf = (key: string): string => codes[key] ?? (key.length === 1 ? `Key${key.toUpperCase()}` : key);

/** True when this press is this key: `?` is Shift with `/`, letters are without Shift. */
export const matches = (key: string, press: Press): boolean => {
  const name = key.replace(/^(?:mod|shift)\+/, '');
  const shift = name === '?' || key.startsWith('shift+');
  const mod = press.ctrlKey || press.metaKey;
  return !press.altKey && mod === key.startsWith('mod+') && press.shiftKey === shift && press.code === codeOf(name);
};

export type Sequence = { readonly first: string; readonly at: number } | null;
const patience = 1200;

/** What a press does: the binding it completes, and the first half of a pair it may have begun. */
export const pick = (
  bindings: readonly KeyBinding[],
  press: Press,
  before: Sequence,
  now: number,
): { readonly found: KeyBinding | null; readonly sequence: Sequence } => {
  const open = before !== null && now - before.at < patience ? before.first : null;
  const latestFirst = [...bindings].reverse();
  const pair = latestFirst.find(({ keys }) => {
    const [first, second] = keys.split(' ');
    return open !== null && first === open && second !== undefined && matches(second, press);
  });
  if (pair !== undefined) {
    return { found: pair, sequence: null };
  }
  const begun = bindings
    .map(({ keys }) => keys.split(' '))
    .find(([first, second]) => second && matches(first ?? '', press));
  const single = latestFirst.find(({ keys }) => !keys.includes(' ') && matches(keys, press)) ?? null;
  return { found: single, sequence: begun?.[0] === undefined ? null : { first: begun[0], at: now } };
};
