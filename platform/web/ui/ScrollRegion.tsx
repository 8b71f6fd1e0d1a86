import type { ReactNode } from 'react';

/** What scrolls has to be reachable by keyboard, also where nothing inside it is. */
const reachable = { tabIndex: 0 };

type ScrollRegionProps = {
  readonly className: string | undefined;
  readonly label: string;
  readonly children: ReactNode;
};

/** A part of the page that scrolls by itself. */
export const ScrollRegion = ({ className, label, children }: ScrollRegionProps) => (
  <section className={className} aria-label={label} data-scroll="" {...reachable}>
    {children}
  </section>
);
