import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What the built web app is called: a hash of its index.html, which names every file by its content. The page knows the
 * one it came with, every answer names the present one. Null where nothing was built.
 */
export const buildIdOf = (webDir: string): string | null => {
  const index = join(webDir, 'index.html');
  if (!existsSync(index)) return null;
  return createHash('sha256').update(readFileSync(index)).digest('base64url').slice(0, 12);
};
