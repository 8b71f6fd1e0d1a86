import { createContext, type ReactNode, Suspense, use, useCallback, useState } from 'react';
import { text } from '../i18n/i18n.ts';
import { useKeys } from '../keys/use-keys.ts';
import { lazyPart } from '../version/lazy-part.ts';

const KeysDialog = lazyPart(async () => (await import('./KeysDialog.tsx')).KeysDialog);
const ShowKeys = createContext<() => void>(() => undefined);

/** Opens the list of keys. */
export const useShowKeys = (): (() => void) => use(ShowKeys);

/** `?` lists the keys that work at this moment. */
export const KeysHelp = ({ children }: { readonly children: ReactNode }) => {
  const [opened, setOpened] = useState(false);
  const open = useCallback(() => setOpened(true), []);
  useKeys([{ keys: '?', label: text('Show the keys'), group: 'general', run: open }]);
  return (
    <ShowKeys value={open}>
      {children}
      {opened ? (
        <Suspense fallback={null}>
          <KeysDialog onClose={() => setOpened(false)} />
        </Suspense>
      ) : null}
    </ShowKeys>
  );
};
