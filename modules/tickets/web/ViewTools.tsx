import { Button } from '@mantine/core';
import { IconBookmark, IconBookmarkFilled } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useT } from '#platform/web/i18n/i18n.ts';
import { problemText } from '#platform/web/i18n/problem-text.ts';
import { ListTool } from '#platform/web/ui/list/ListTool.tsx';
import { lateMenu } from '#platform/web/ui/menu/late-menu.tsx';
import { notify } from '#platform/web/ui/notify.ts';
import type { TicketView } from '../views/contract.ts';
import type { TicketSearch } from './search.ts';
import { createView, removeView, viewsQuery } from './views-api.ts';

const ViewDialog = lazy(async () => ({ default: (await import('./ViewDialog.tsx')).ViewDialog }));
const ViewChoices = lateMenu(async () => (await import('./ViewChoices.tsx')).ViewChoices);

type ViewToolsProps = {
  readonly search: TicketSearch;
  /** The saved view that is looked at. */
  readonly current: TicketView | null;
  /** True where the present filters are no view yet. */
  readonly unsaved: boolean;
};

/** Keeps the present filters under a name; renames and removes the view one looks at. */
export const ViewTools = ({ search, current, unsaved }: ViewToolsProps) => {
  const t = useT();
  const [dialog, setDialog] = useState<'save' | 'rename' | null>(null);
  const remove = useRemove();
  return (
    <>
      {current === null ? null : (
        <ViewChoices
          face={<ListTool bare icon={IconBookmarkFilled} label={t('This view: {{name}}', { name: current.name })} />}
          onRename={() => setDialog('rename')}
          onRemove={() => void remove(current)}
        />
      )}
      {unsaved ? <ListTool icon={IconBookmark} label={t('Save as a view')} onClick={() => setDialog('save')} /> : null}
      {dialog === null ? null : (
        <Suspense fallback={null}>
          <ViewDialog search={search} renamed={dialog === 'rename' ? current : null} onClose={() => setDialog(null)} />
        </Suspense>
      )}
    </>
  );
};

/** At once, and offered back. */
const useRemove = () => {
  const t = useT();
  const client = useQueryClient();
  const again = (): Promise<void> => client.invalidateQueries(viewsQuery);
  const restore = async ({ name, search }: TicketView): Promise<void> => {
    await createView(name, search as TicketSearch);
    await again();
  };
  const failed = (error: unknown): void =>
    void notify({ meaning: 'danger', title: t('Not done'), message: problemText(t, error) });
  return async (view: TicketView): Promise<void> => {
    try {
      await removeView(view);
      await again();
      const undo = (
        <Button variant="default" ml="sm" onClick={() => void restore(view).catch(failed)}>
          {t('Undo')}
        </Button>
      );
      const message = (
        <span>
          {t('The view {{name}} was removed.', { name: view.name })} {undo}
        </span>
      );
      await notify({ meaning: 'done', message, lastsMs: 10_000 });
    } catch (error) {
      failed(error);
    }
  };
};
