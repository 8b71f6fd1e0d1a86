import type { AlignType, Nodes, Root, Table } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { Fragment, memo, type ReactNode } from 'react';
import { safeHref, safeImage } from './links.ts';
import styles from './Markdown.module.css';

type Show = (node: Nodes) => ReactNode;

/** Markdown as React elements. HTML in it is shown as the text it is; nothing is ever set as HTML. */
export const MarkdownView = memo(({ text }: { readonly text: string }) => (
  <div className={styles.markdown}>{showAll(parse(text))}</div>
));

const parse = (text: string): Root => fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });

const showAll = (node: { readonly children: readonly Nodes[] }): ReactNode =>
  // The text does not change under the reader, so its parts are known by their place.
  node.children.map((child, index) => <Fragment key={`${child.type}${String(index)}`}>{show(child)}</Fragment>);

const show: Show = (node) => blocks(node) ?? inlines(node);

const blocks: Show = (node) => {
  switch (node.type) {
    case 'paragraph':
      return <p>{showAll(node)}</p>;
    case 'heading':
      return <p className={styles.heading}>{showAll(node)}</p>;
    case 'blockquote':
      return <blockquote>{showAll(node)}</blockquote>;
    case 'list':
      return node.ordered === true ? <ol start={node.start ?? 1}>{showAll(node)}</ol> : <ul>{showAll(node)}</ul>;
    case 'listItem':
      return (
        <li data-task={isTask(node.checked) || undefined}>
          {isTask(node.checked) ? <span className={styles.box}>{node.checked === true ? '☑' : '☐'}</span> : null}
          {showAll(node)}
        </li>
      );
    case 'code':
      return (
        <pre>
          <code>{node.value}</code>
        </pre>
      );
    case 'thematicBreak':
      return <hr />;
    case 'table':
      return showTable(node);
    default:
      return null;
  }
};

const isTask = (checked: boolean | null | undefined): boolean => typeof checked === 'boolean';

const inlines: Show = (node) => {
  switch (node.type) {
    case 'text':
    case 'html':
      return node.value;
    case 'emphasis':
      return <em>{showAll(node)}</em>;
    case 'strong':
      return <strong>{showAll(node)}</strong>;
    case 'delete':
      return <del>{showAll(node)}</del>;
    case 'inlineCode':
      return <code>{node.value}</code>;
    case 'break':
      return <br />;
    case 'link':
      return showLink(node.url, showAll(node));
    case 'image':
      return showImage(node.url, node.alt ?? '');
    default:
      return 'children' in node ? showAll(node) : null;
  }
};

const showLink = (url: string, words: ReactNode): ReactNode => {
  const href = safeHref(url);
  return href === null ? (
    words
  ) : (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {words}
    </a>
  );
};

const showImage = (url: string, alt: string): ReactNode => {
  const source = safeImage(url);
  return source === null ? showLink(url, alt === '' ? url : alt) : <img src={source} alt={alt} loading="lazy" />;
};

const showTable = (node: Table): ReactNode => {
  const [head, ...body] = node.children;
  const align = (index: number): AlignType => node.align?.[index] ?? null;
  const cells = (row: Table['children'][number] | undefined, Cell: 'th' | 'td'): ReactNode => (
    <tr>
      {row?.children.map((cell, index) => (
        <Cell key={`${Cell}${String(index)}`} data-align={align(index) ?? undefined}>
          {showAll(cell)}
        </Cell>
      ))}
    </tr>
  );
  return (
    <div className={styles.table}>
      <table>
        <thead>{cells(head, 'th')}</thead>
        <tbody>
          {body.map((row, index) => (
            <Fragment key={`row${String(index)}`}>{cells(row, 'td')}</Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
};
