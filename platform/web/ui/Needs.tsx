import type { ReactNode } from 'react';
import { can } from '../session/session.ts';
import { useSession } from '../session/use-session.ts';
import { RefusedState } from './RefusedState.tsx';

type NeedsProps = {
  readonly ability: string;
  /** True for what only the provider's administrators may do, while they work at the provider. */
  readonly atProvider?: boolean;
  readonly children: ReactNode;
};

/** What is only for some: others who come by its address are told why not, before they fill anything in. */
export const Needs = ({ ability, atProvider = false, children }: NeedsProps) => {
  const session = useSession();
  if (can(session, ability)) {
    return children;
  }
  const code = atProvider ? 'access.provider_only' : 'access.role_lacks_function';
  return <RefusedState problem={{ code, requestId: null, extra: { gate: 'permission', action: ability } }} />;
};
