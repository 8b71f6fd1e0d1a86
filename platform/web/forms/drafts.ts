const prefix = 'madang.draft.';
const memory = new Map<string, string>();
let closed = false;

export type DraftOwner = { readonly userId: number; readonly tenant: string };

/** Drafts belong to one user in one tenant: on a shared computer nobody finds another's words. */
export const draftKey = (owner: DraftOwner, name: string): string => `${prefix}${owner.userId}.${owner.tenant}.${name}`;

/** What was written and not sent, or null. A draft that cannot be read is no draft. */
export const readDraft = <T>(key: string): T | null => {
  try {
    const text = memory.get(key) ?? window.localStorage.getItem(key);
    return text === null ? null : (JSON.parse(text) as T);
  } catch {
    return null;
  }
};

/** Keeps a draft. False when the browser's storage is full or forbidden: then it lasts as long as the page. */
export const writeDraft = (key: string, value: unknown): boolean => {
  if (closed) {
    return false;
  }
  const text = JSON.stringify(value);
  try {
    window.localStorage.setItem(key, text);
    memory.delete(key);
    return true;
  } catch {
    memory.set(key, text);
    return false;
  }
};

export const removeDraft = (key: string): void => {
  memory.delete(key);
  try {
    window.localStorage.removeItem(key);
  } catch {
    // Where nothing may be stored, nothing is left behind.
  }
};

/** Removes every draft of every user on this computer. */
export const wipeDrafts = (): void => {
  memory.clear();
  try {
    for (const key of Object.keys(window.localStorage).filter((name) => name.startsWith(prefix))) {
      window.localStorage.removeItem(key);
    }
  } catch {
    // As above.
  }
};

/** At sign-out: all drafts go, and what a page writes in its last moment is not kept either. */
export const closeDrafts = (): void => {
  wipeDrafts();
  closed = true;
};
