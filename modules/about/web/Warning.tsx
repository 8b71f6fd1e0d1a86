import { IconAlertTriangle } from '@tabler/icons-react';
import { Badge } from '#platform/web/ui/Badge.tsx';

/** Something that somebody should look after. */
export const Warning = ({ children }: { readonly children: string }) => (
  <Badge meaning="waiting" icon={<IconAlertTriangle size={16} stroke={1.75} aria-hidden="true" />}>
    {children}
  </Badge>
);
