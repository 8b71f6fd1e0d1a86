import { Suspense } from 'react';
import { lazyPart } from '../../version/lazy-part.ts';
import styles from './Markdown.module.css';

type MarkdownProps = { readonly text: string };

const Plain = ({ text }: MarkdownProps) => <div className={styles.plain}>{text}</div>;
const View = lazyPart(async () => (await import('./MarkdownView.tsx')).MarkdownView, Plain);

/** What somebody wrote. Until the reader of Markdown is there it stands as plain text, in the same place. */
export const Markdown = ({ text }: MarkdownProps) => (
  <Suspense fallback={<Plain text={text} />}>
    <View text={text} />
  </Suspense>
);
