import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** Files worth compressing; fonts are compressed already. */
const compressible = /\.(js|css|svg|json|html)$/;

/**
 * Vite plugin: writes .br and .gz beside what was built, so that no answer is compressed while somebody waits.
 * @returns {import('vite').Plugin}
 */
export const compressAssets = () => ({
  name: 'madang:compress',
  apply: 'build',
  writeBundle({ dir = '' }) {
    for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
      const file = join(entry.parentPath, entry.name);
      // index.html gets a nonce per answer and cannot be compressed ahead.
      if (entry.isFile() && compressible.test(entry.name) && entry.name !== 'index.html' && !file.includes('.vite')) {
        const bytes = readFileSync(file);
        writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
        writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
      }
    }
  },
});
