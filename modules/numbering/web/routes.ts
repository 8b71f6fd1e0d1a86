import { createRoute } from '@tanstack/react-router';
import { enter } from '#platform/web/router/enter.ts';
import { lazyPage } from '#platform/web/router/lazy-page.ts';
import { shellRoute } from '#platform/web/router/root.tsx';
import { one } from '#platform/web/router/search.ts';
import { proofQuery, rulesQuery } from './api.ts';

const list = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/numbering',
  loader: ({ context }) => enter(context.queryClient, rulesQuery),
  component: lazyPage(() => import('./RulesPage.tsx')),
});

export type RuleSearch = { readonly period?: string };

const detail = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/numbering/$ruleId',
  validateSearch: (search: Readonly<Record<string, unknown>>): RuleSearch => {
    const period = one(search.period)?.slice(0, 20);
    return period === undefined ? {} : { period };
  },
  loader: ({ context, params }) => {
    void context.queryClient.prefetchQuery(proofQuery(Number(params.ruleId)));
    return enter(context.queryClient, rulesQuery);
  },
  component: lazyPage(() => import('./RulePage.tsx')),
});

export const numberingRoutes = [list, detail] as const;
