import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

const roots: Readonly<Record<string, string>> = { '#platform/': 'platform/', '#modules/': 'modules/', '#app/': 'app/' };

/**
 * The files of the house that come with this one, by import and by `import()`, however late; what a call of `gate`
 * imports stays behind it.
 */
export const walkImports = (entry: string, gate: string): ReadonlySet<string> => {
  const reached = new Set([entry]);
  // A set that grows while it is walked.
  for (const file of reached) {
    for (const next of importsOf(file, gate)) {
      reached.add(next);
    }
  }
  return reached;
};

const importsOf = (file: string, gate: string): string[] => {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText(source) === gate) return;
    const name = nameIn(node);
    if (name !== undefined) {
      found.push(name);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found.map((name) => pathOf(name, file)).filter((path) => path !== null);
};

/** What this statement or call imports, unless it is a type alone. */
const nameIn = (node: ts.Node): string | undefined => {
  if (ts.isImportDeclaration(node) && node.importClause?.phaseModifier !== ts.SyntaxKind.TypeKeyword) {
    return (node.moduleSpecifier as ts.StringLiteral).text;
  }
  if (ts.isExportDeclaration(node) && !node.isTypeOnly && node.moduleSpecifier !== undefined) {
    return (node.moduleSpecifier as ts.StringLiteral).text;
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [first] = node.arguments;
    return first !== undefined && ts.isStringLiteral(first) ? first.text : undefined;
  }
  return undefined;
};

const pathOf = (name: string, from: string): string | null => {
  const root = Object.keys(roots).find((start) => name.startsWith(start));
  const path =
    root === undefined
      ? name.startsWith('.')
        ? join(dirname(from), name)
        : null
      : name.replace(root, roots[root] ?? '');
  return path !== null && /\.tsx?$/.test(path) && existsSync(path) ? path : null;
};
