import { useQuery } from '@tanstack/react-query';
import { useT, wordsFor } from '#platform/web/i18n/i18n.ts';
import { ConflictNotice } from '#platform/web/ui/detail/ConflictNotice.tsx';
import { categoriesQuery } from './api.ts';
import { useShowValue } from './show-value.ts';
import type { TicketChanges } from './use-ticket-changes.ts';
import { fieldText } from './words.ts';

/** Two people changed the same fact of a request: both versions in its words. */
export const TicketConflict = ({ changes }: { readonly changes: TicketChanges }) => {
  const t = useT();
  const showValue = useShowValue();
  const { data: categories = [] } = useQuery({ ...categoriesQuery, enabled: changes.conflict !== null });
  const label = (field: string): string => wordsFor(t, fieldText, field === 'categoryId' ? 'category' : field, field);
  const show = (field: string, value: unknown): string =>
    field === 'categoryId'
      ? showValue(
          field,
          categories.find(({ id }) => id === value),
        )
      : showValue(field, value);
  return <ConflictNotice changes={changes} label={label} show={show} />;
};
