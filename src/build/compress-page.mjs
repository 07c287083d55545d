/** Puts .br and .gz beside every file of the built page that gets smaller by it: the service only hands them out. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'dist', 'web');
const COMPRESSIBLE = /\.(?:js|css|html|svg|json|webmanifest)$/;

for (const entry of readdirSync(FOLDER, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !COMPRESSIBLE.test(entry.name)) continue;
  const file = join(entry.parentPath, entry.name);
  const bytes = readFileSync(file);
  const packed = {
    br: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
    gz: gzipSync(bytes, { level: 9 }),
  };
  for (const [ending, less] of Object.entries(packed))
    if (less.length < bytes.length * 0.95) writeFileSync(`${file}.${ending}`, less);
}
