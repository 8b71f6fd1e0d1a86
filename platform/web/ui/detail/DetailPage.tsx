import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { Link, useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { text, useT } from '../../i18n/i18n.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { useVisit } from '../../palette/recent.ts';
import { type Crumb, TopBar } from '../../shell/TopBar.tsx';
import { ScrollRegion } from '../ScrollRegion.tsx';
import { useTitle } from '../use-title.ts';
import styles from './DetailPage.module.css';

/** Addresses of the neighbours in the list one came from. */
export type Neighbours = { readonly previous: string | null; readonly next: string | null };

export type DetailPageProps = {
  readonly crumbs: readonly Crumb[];
  readonly number: string;
  /** For the browser's tab; the heading below may be something that can be edited. */
  readonly title: string;
  readonly heading: ReactNode;
  /** State, kind, who and when, in one line under the heading. */
  readonly meta: ReactNode;
  /** The one next action and the menu of the others. */
  readonly actions: ReactNode;
  readonly neighbours: Neighbours;
  /** Who else is here; in the line on top. */
  readonly presence?: ReactNode;
  readonly notice?: ReactNode;
  /** What happened, and below it where one answers. */
  readonly children: ReactNode;
  /** What the left part is, for who does not see it; by default what happened. */
  readonly storyLabel?: string;
  readonly composer?: ReactNode;
  readonly facts: ReactNode;
};

/** The anatomy of one thing: what it is on top, what happened on the left, the facts on the right. */
export const DetailPage = (props: DetailPageProps) => {
  const t = useT();
  useTitle(props.title === '' ? props.number : `${props.number} ${props.title}`);
  useVisit(props.title === '' ? props.number : props.title, props.number);
  return (
    <div className={styles.page}>
      <TopBar crumbs={props.crumbs} title={<span className={styles.number}>{props.number}</span>}>
        <NeighbourLinks {...props.neighbours} />
        {props.presence}
      </TopBar>
      <div className={styles.columns}>
        <header className={styles.head}>
          <div className={styles.titles}>
            {props.heading}
            <div className={styles.meta}>{props.meta}</div>
          </div>
          <div className={styles.actions}>{props.actions}</div>
        </header>
        <ScrollRegion className={styles.story} label={props.storyLabel ?? t('What happened')}>
          {props.notice}
          {props.children}
        </ScrollRegion>
        {props.composer === undefined ? null : <div className={styles.composer}>{props.composer}</div>}
        <ScrollRegion className={styles.facts} label={t('Facts')}>
          {props.facts}
        </ScrollRegion>
      </div>
    </div>
  );
};

const NeighbourLinks = ({ previous, next }: Neighbours) => {
  const t = useT();
  const { history } = useRouter();
  const go = (href: string | null): void => (href === null ? undefined : history.replace(href));
  useKeys([
    ...(next === null
      ? []
      : [{ keys: 'j', label: text('Next of the list'), group: 'detail' as const, run: () => go(next) }]),
    ...(previous === null
      ? []
      : [{ keys: 'k', label: text('Previous of the list'), group: 'detail' as const, run: () => go(previous) }]),
  ]);
  if (previous === null && next === null) {
    return null;
  }
  return (
    <span className={styles.neighbours}>
      <Neighbour href={previous} label={t('Previous of the list')} icon={<IconChevronUp size={16} stroke={1.75} />} />
      <Neighbour href={next} label={t('Next of the list')} icon={<IconChevronDown size={16} stroke={1.75} />} />
    </span>
  );
};

const Neighbour = ({
  href,
  label,
  icon,
}: {
  readonly href: string | null;
  readonly label: string;
  readonly icon: ReactNode;
}) =>
  href === null ? (
    <span className={styles.neighbour} aria-hidden="true">
      {icon}
    </span>
  ) : (
    <Link to={href} replace className={styles.neighbour} aria-label={label} title={label}>
      {icon}
    </Link>
  );
