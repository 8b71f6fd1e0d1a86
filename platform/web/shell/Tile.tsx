import { provider } from '../session/session.ts';
import styles from './Tile.module.css';

/** An organization as a small square with its first letter. Drawn by the style sheet: nobody is read it. */
export const Tile = ({ code, name }: { readonly code: string; readonly name: string }) => (
  <span
    className={styles.tile}
    data-initial={[...name].slice(0, 1).join('')}
    data-provider={code === provider || undefined}
    aria-hidden="true"
  />
);
