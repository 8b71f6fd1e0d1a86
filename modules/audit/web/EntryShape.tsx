import { Skeleton } from '@mantine/core';
import { FactsSkeleton } from '#platform/web/ui/detail/DetailSkeleton.tsx';
import { LinesSkeleton } from '#platform/web/ui/section/LinesSkeleton.tsx';

/** What stands below the title of a row of the audit, on its way: a heading and what changed. */
const story = (
  <>
    <Skeleton h={14} w={120} mt={4} mb={14} />
    <LinesSkeleton lines={2} />
  </>
);

/** The shape of the page of one row; its number stands in the address. */
export const entryShape = (id: number) => ({
  story,
  facts: <FactsSkeleton count={9} />,
  acts: false,
  ...(Number.isInteger(id) ? { number: `#${id}` } : {}),
});
