import { NotFound } from '../ui/NotFound.tsx';
import { TopBar } from './TopBar.tsx';

/** The same with the line on top, so that menu, search and oneself stay where they are. */
export const NotFoundPage = () => (
  <>
    <TopBar title={null} />
    <NotFound />
  </>
);
