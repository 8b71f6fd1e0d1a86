import { appendFile, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What is known of a tenant's chain outside the database: its newest seal. Bytes are hexadecimal. */
export type AnchorSeal = {
  readonly kind: 'seal';
  readonly tenantId: number;
  readonly seq: number;
  readonly hash: string;
  readonly keyId: string;
  readonly signature: string;
};

/** Its newest checkpoint. */
export type AnchorCheckpoint = {
  readonly kind: 'checkpoint';
  readonly tenantId: number;
  readonly number: number;
  readonly madeAt: string;
  readonly sealSeq: number;
  readonly rowCount: number;
  readonly hash: string;
  readonly keyId: string;
  readonly signature: string;
};

/** A public key that signed, so that a key exchanged in the database is noticed. */
export type AnchorKey = { readonly kind: 'key'; readonly keyId: string; readonly publicKey: string };

export type AnchorLine = AnchorSeal | AnchorCheckpoint | AnchorKey;

export type Anchor = {
  readonly seals: ReadonlyMap<number, AnchorSeal>;
  readonly checkpoints: ReadonlyMap<number, AnchorCheckpoint>;
  readonly keys: ReadonlyMap<string, string>;
};

/** The anchor of a data folder. It belongs on another disk or host as well: whoever holds a copy can prove the end. */
export const anchorPath = (dataDir: string): string => join(dataDir, 'audit-anchor.jsonl');

/** Adds lines at the end of the file. */
export const appendAnchor = async (path: string, lines: readonly AnchorLine[]): Promise<void> =>
  appendFile(path, toText(lines), { mode: 0o600 });

/** The file's meaning: per tenant the furthest seal and checkpoint, never an earlier one. Null without a file. */
export const readAnchor = async (path: string): Promise<Anchor | null> => {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const seals = new Map<number, AnchorSeal>();
  const checkpoints = new Map<number, AnchorCheckpoint>();
  const keys = new Map<string, string>();
  for (const line of parseLines(text)) {
    if (line.kind === 'key') keys.set(line.keyId, keys.get(line.keyId) ?? line.publicKey);
    else if (line.kind === 'seal') keepFurther(seals, line, (each) => each.seq);
    else keepFurther(checkpoints, line, (each) => each.number);
  }
  return { seals, checkpoints, keys };
};

/** Writes the file anew with one line for each fact that still counts. */
export const compactAnchor = async (path: string): Promise<void> => {
  const anchor = await readAnchor(path);
  if (anchor === null) return;
  const keys = [...anchor.keys].map(([keyId, publicKey]): AnchorKey => ({ kind: 'key', keyId, publicKey }));
  await writeFile(`${path}.next`, toText([...keys, ...anchor.checkpoints.values(), ...anchor.seals.values()]), {
    mode: 0o600,
  });
  await rename(`${path}.next`, path);
};

const toText = (lines: readonly AnchorLine[]): string => lines.map((line) => `${JSON.stringify(line)}\n`).join('');

/** A last line cut short by a crash says nothing; what it would have said is in the database. */
const parseLines = (text: string): AnchorLine[] =>
  text.split('\n').flatMap((line) => {
    try {
      return line === '' ? [] : [JSON.parse(line) as AnchorLine];
    } catch {
      return [];
    }
  });

const keepFurther = <L extends AnchorSeal | AnchorCheckpoint>(
  known: Map<number, L>,
  line: L,
  order: (line: L) => number,
): void => {
  const before = known.get(line.tenantId);
  if (before === undefined || order(line) > order(before)) known.set(line.tenantId, line);
};
