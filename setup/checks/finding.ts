/** Something a check objects to: where, by which rule, and what to do about it. */
export type Finding = { readonly file: string; readonly line: number; readonly rule: string; readonly message: string };

/** A text file of the repository; `path` is relative to its root, with forward slashes. */
export type SourceFile = { readonly path: string; readonly text: string };

/** One line for the terminal that an editor can jump to. */
export const describeFinding = (finding: Finding): string =>
  `${finding.file}:${finding.line} ${finding.rule}: ${finding.message}`;

/** The 1-based line of a character offset. */
export const lineAt = (text: string, offset: number): number => {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) {
    line += 1;
  }
  return line;
};
