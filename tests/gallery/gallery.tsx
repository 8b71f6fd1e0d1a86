import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRootRouteWithContext, createRouter, RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { korean, webModules } from '#app/modules.web.ts';
import { createQueryClient } from '#platform/web/api/query-client.ts';
import { startI18n } from '#platform/web/i18n/i18n.ts';
import type { AppContext } from '#platform/web/module.ts';
import type { Session } from '#platform/web/session/session.ts';
import { SessionContext } from '#platform/web/session/use-session.ts';
import '#platform/web/ui/styles.css';
import { cssVariablesResolver, theme } from '#platform/web/ui/theme.ts';
import { DetailShow } from './DetailShow.tsx';
import { FormShow } from './FormShow.tsx';
import styles from './gallery.module.css';
import { ListShow } from './ListShow.tsx';
import { SmallShow } from './SmallShow.tsx';
import { StateShow } from './StateShow.tsx';

// Every anatomy of platform/web/ui in every state, on one page, without a server. Served by the development server at
// /tests/gallery/ and by `npm run screens`; the built app does not hold it.

const session: Session = {
  user: { id: 1, login: 'park@example.demo', name: '박기술', locale: 'ko' },
  tenant: { id: 1, code: '*', name: '한빛정보' },
  actingTenant: { id: 2, code: 'ILSHIN', name: '일신산업', timeZone: 'Asia/Seoul' },
  role: 'ENGINEER',
  abilities: ['ticket.read', 'ticket.create', 'ticket.work'],
};

const Gallery = () => (
  <SessionContext value={session}>
    <main className={styles.page}>
      <h1>Gallery</h1>
      <SmallShow />
      <StateShow />
      <FormShow />
      <DetailShow />
      <ListShow />
    </main>
  </SessionContext>
);

const start = async (): Promise<void> => {
  await startI18n(korean);
  const queryClient = createQueryClient();
  const router = createRouter({
    routeTree: createRootRouteWithContext<AppContext>()({ component: Gallery, notFoundComponent: Gallery }),
    context: { queryClient, modules: webModules },
    history: createMemoryHistory({ initialEntries: ['/'] }),
  });
  createRoot(document.getElementById('root') as HTMLElement).render(
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      defaultColorScheme="auto"
      colorSchemeManager={localStorageColorSchemeManager({ key: 'madang.color-scheme' })}
    >
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router as never} />
      </QueryClientProvider>
    </MantineProvider>,
  );
};

void start();
