import { readFileSync } from 'node:fs';
import ts from 'typescript';

export type Use = { readonly file: string; readonly line: number; readonly text: string };
export type Found = {
  /** Sentences given to `t` or `text`. */
  readonly sentences: readonly Use[];
  /** Words on the screen that no translation knows of: texts in JSX, and attributes that people read or hear. */
  readonly bare: readonly Use[];
};

const spoken = new Set(['label', 'title', 'description', 'placeholder', 'aria-label', 'alt', 'nothingFoundMessage']);
const hasWords = /\p{L}{2,}/u;

/** Reads one file as the compiler does, so that a sentence in a comment or a type is none. */
export const findStrings = (file: string): Found => {
  const kind = file.endsWith('.tsx') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true, kind);
  const sentences: Use[] = [];
  const bare: Use[] = [];
  const use = (node: ts.Node, text: string): Use => ({
    file,
    line: source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1,
    text,
  });
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && /^(?:t|text)$/.test(node.expression.text)) {
      sentences.push(...literalsOf(node.arguments[0]).map((literal) => use(literal, literal.text)));
    } else if (ts.isJsxText(node) && hasWords.test(node.text)) {
      bare.push(use(node, node.text.trim()));
    } else if (isSpokenAttribute(node) && hasWords.test(node.initializer.text)) {
      bare.push(use(node, node.initializer.text));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { sentences, bare };
};

type SpokenAttribute = ts.JsxAttribute & { readonly initializer: ts.StringLiteral };

const isSpokenAttribute = (node: ts.Node): node is SpokenAttribute =>
  ts.isJsxAttribute(node) &&
  node.initializer !== undefined &&
  ts.isStringLiteral(node.initializer) &&
  spoken.has(node.name.getText());

/** `t('a')` and `t(x ? 'a' : 'b')`; what is a Text already was marked where it was written. */
const literalsOf = (node: ts.Node | undefined): ts.StringLiteral[] => {
  if (node === undefined) {
    return [];
  }
  if (ts.isStringLiteral(node)) {
    return [node];
  }
  return ts.isConditionalExpression(node) ? [...literalsOf(node.whenTrue), ...literalsOf(node.whenFalse)] : [];
};
