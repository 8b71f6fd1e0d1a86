import { type ComponentProps, use } from 'react';
import { SessionContext } from '../session/use-session.ts';
import { PageError } from '../ui/PageError.tsx';
import { TopBar } from './TopBar.tsx';

/** What stands in the place of a page that broke: menu and way out stay, where there are any. */
export const BrokenPage = (props: ComponentProps<typeof PageError>) => (
  <>
    {use(SessionContext) === null ? null : <TopBar title={null} />}
    <PageError {...props} />
  </>
);
