import { createContext, use } from 'react';
import type { NavState } from './use-nav-state.ts';

export const NavContext = createContext<NavState | null>(null);
export const useNav = (): NavState | null => use(NavContext);
