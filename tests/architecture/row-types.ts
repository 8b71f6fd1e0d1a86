import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** A column as TypeScript sees it when it is read. */
export type TypedColumn = {
  readonly table: string;
  readonly column: string;
  readonly kind: 'string' | 'number' | 'boolean' | 'bytes' | 'list' | 'any' | 'object';
  readonly nullable: boolean;
};

const programOf = (files: readonly string[]): ts.Program => {
  const config = ts.getParsedCommandLineOfConfigFile(join(root, 'tsconfig.json'), undefined, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
      throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'));
    },
  });
  return ts.createProgram([...files], config?.options ?? {});
};

const kindOf = (checker: ts.TypeChecker, type: ts.Type): TypedColumn['kind'] => {
  const parts = type.isUnion() ? type.types : [type];
  const all = (flags: ts.TypeFlags): boolean => parts.every((part) => (part.flags & flags) !== 0);
  if (all(ts.TypeFlags.StringLike)) {
    return 'string';
  }
  if (all(ts.TypeFlags.NumberLike)) {
    return 'number';
  }
  if (all(ts.TypeFlags.BooleanLike)) {
    return 'boolean';
  }
  const name = type.getSymbol()?.getName() ?? '';
  if (/^(Buffer|Uint8Array)/.test(name)) {
    return 'bytes';
  }
  return checker.isArrayType(type) || checker.isTupleType(type) ? 'list' : 'object';
};

/** What a select of the column gives: the first argument of Kysely's ColumnType, or the type itself. */
const selectedType = (checker: ts.TypeChecker, type: ts.Type, at: ts.Node): ts.Type => {
  const selected = checker.getPropertyOfType(type, '__select__');
  return selected === undefined ? type : checker.getTypeOfSymbolAtLocation(selected, at);
};

/** All columns of the tables that the exported types named `…Tables` of these files describe. */
export const readRowTypes = (files: readonly string[]): TypedColumn[] => {
  const program = programOf(files);
  const checker = program.getTypeChecker();
  return files.flatMap((file) => {
    const source = program.getSourceFile(file);
    const aliases = source?.statements.filter(ts.isTypeAliasDeclaration) ?? [];
    return aliases.filter((alias) => alias.name.text.endsWith('Tables')).flatMap((alias) => columnsOf(checker, alias));
  });
};

const columnsOf = (checker: ts.TypeChecker, alias: ts.TypeAliasDeclaration): TypedColumn[] =>
  checker.getPropertiesOfType(checker.getTypeAtLocation(alias)).flatMap((table) =>
    checker.getPropertiesOfType(checker.getTypeOfSymbolAtLocation(table, alias)).map((column) => {
      const type = selectedType(checker, checker.getTypeOfSymbolAtLocation(column, alias), alias);
      const present = checker.getNonNullableType(type);
      return {
        table: table.getName(),
        column: column.getName(),
        kind: (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0 ? 'any' : kindOf(checker, present),
        nullable: present !== type,
      };
    }),
  );
