/** What one tab tells the others of this browser. */
export type TabMessage = { readonly kind: 'signed-out' } | { readonly kind: 'switched'; readonly code: string };

const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('madang.tabs');

export const tellTabs = (message: TabMessage): void => channel?.postMessage(message);

/** Hears what other tabs tell. Returns the way to stop. */
export const watchTabs = (heard: (message: TabMessage) => void): (() => void) => {
  const listener = (event: MessageEvent<TabMessage>): void => heard(event.data);
  channel?.addEventListener('message', listener);
  return () => channel?.removeEventListener('message', listener);
};
