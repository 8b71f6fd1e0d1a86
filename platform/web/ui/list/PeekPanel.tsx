import { IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { useT } from '../../i18n/i18n.ts';
import { IconButton } from '../IconButton.tsx';
import { ScrollRegion } from '../ScrollRegion.tsx';
import styles from './ListBody.module.css';

type PeekPanelProps = {
  readonly id: number;
  readonly name: string;
  readonly href: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

const pauseMs = 120;

/** A row looked at beside the list; the focus stays in the list, whose keys go on. */
export const PeekPanel = ({ id, name, href, onClose, children }: PeekPanelProps) => {
  const t = useT();
  const settled = useSettled(id);
  return (
    <aside className={styles.peek} aria-label={t('Preview: {{name}}', { name })}>
      <div className={styles.peekHead}>
        <Link to={href}>{name}</Link>
        <IconButton label={t('Close the row beside the list')} keys="Esc" icon={IconX} onClick={onClose} />
      </div>
      <ScrollRegion key={settled} className={styles.peekBody} label={t('Preview')}>
        {settled === id ? children : null}
      </ScrollRegion>
    </aside>
  );
};

/** Whoever runs through the list with a key held does not ask for every row on the way. */
const useSettled = (id: number): number => {
  const [settled, setSettled] = useState(id);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(id), pauseMs);
    return () => window.clearTimeout(timer);
  }, [id]);
  return settled;
};
