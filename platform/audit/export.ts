import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Compile } from 'typebox/compile';
import { AuditUnreadable } from './finding.ts';
import { type AuditRecord, recordSchemas } from './record.ts';

/**
 * Passes records on and writes each as a line to a new file that only its owner may read; refuses one that is there. What is
 * judged and what is exported are so the same.
 */
export async function* exporting(path: string, records: AsyncIterable<AuditRecord>): AsyncGenerator<AuditRecord> {
  const file = await open(path, 'wx', 0o600);
  let text = '';
  try {
    for await (const record of records) {
      text += `${JSON.stringify(asExported(record))}\n`;
      if (text.length > BUFFER) {
        await file.write(text);
        text = '';
      }
      yield record;
    }
    await file.write(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

const BUFFER = 256 * 1024;

/** Whether a key is ours is for those to say who hold the master key; an export must not claim it. */
const asExported = (record: AuditRecord): AuditRecord => (record.kind === 'key' ? { ...record, proven: null } : record);

/** Reads an export. Throws AuditUnreadable when the file is none. */
export async function* readExport(path: string): AsyncGenerator<AuditRecord> {
  let number = 0;
  for await (const line of createInterface({
    input: createReadStream(path, 'utf8'),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    number += 1;
    const record = parse(line);
    if (record === null || (number === 1) !== (record.kind === 'madang_audit')) {
      throw new AuditUnreadable(`Line ${number} of ${path} is not a line of an audit export.`);
    }
    yield asExported(record);
  }
}

const checks = new Map(Object.entries(recordSchemas).map(([kind, schema]) => [kind, Compile(schema)]));

const parse = (line: string): AuditRecord | null => {
  try {
    const record: unknown = JSON.parse(line);
    const check = checks.get(String((record as { kind?: unknown }).kind));
    return check?.Check(record) ? (record as AuditRecord) : null;
  } catch {
    return null;
  }
};
