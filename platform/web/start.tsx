import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type AnyRouter, RouterProvider } from '@tanstack/react-router';
import { setNonce } from 'get-nonce';
import { createRoot } from 'react-dom/client';
import { type Korean, startI18n } from './i18n/i18n.ts';
import { registerProblems } from './i18n/problem-text.ts';
import { listenToKeys } from './keys/use-keys.ts';
import type { WebModule } from './module.ts';
import { printInLight } from './ui/print.ts';
import './ui/styles.css';
import { cssVariablesResolver, theme } from './ui/theme.ts';

type StartOptions = {
  readonly router: AnyRouter;
  readonly queryClient: QueryClient;
  readonly modules: readonly WebModule[];
  readonly korean: Korean;
};

/** Opens the house in the browser. */
export const startWeb = async ({ router, queryClient, modules, korean }: StartOptions): Promise<void> => {
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
  // Both: Mantine asks for its own style elements, the scroll lock of dialogs asks get-nonce.
  setNonce(nonce);
  for (const { problems } of modules) {
    registerProblems(problems ?? {});
  }
  listenToKeys();
  printInLight();
  await startI18n(korean);
  createRoot(document.getElementById('root') as HTMLElement).render(
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      getStyleNonce={() => nonce}
      defaultColorScheme="auto"
      colorSchemeManager={localStorageColorSchemeManager({ key: 'madang.color-scheme' })}
    >
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>,
  );
};
