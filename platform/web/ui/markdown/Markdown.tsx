import { lazy, Suspense } from 'react';
import styles from './Markdown.module.css';

const View = lazy(async () => ({ default: (await import('./MarkdownView.tsx')).MarkdownView }));

/** What somebody wrote. Until the reader of Markdown is there it stands as plain text, in the same place. */
export const Markdown = ({ text }: { readonly text: string }) => (
  <Suspense fallback={<div className={styles.plain}>{text}</div>}>
    <View text={text} />
  </Suspense>
);
