import styles from './WordsSkeleton.module.css';

/** Words on their way: they take the room of words like these, in every language and width, and nobody reads them. */
export const WordsSkeleton = ({ like }: { readonly like: string }) => (
  <span className={styles.words} data-coming="" aria-hidden="true">
    {like}
  </span>
);
