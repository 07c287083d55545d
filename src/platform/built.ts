import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of package.json: the nearest above, whether this runs from its source, compiled, or put together into a few files. */
const TOP = topAbove(import.meta.dirname);

function topAbove(folder: string): string {
  const above = dirname(folder);
  return existsSync(join(folder, 'package.json')) || above === folder ? folder : topAbove(above);
}

/** Where the build puts something, below dist/. */
export const built = (...path: readonly string[]): string => join(TOP, 'dist', ...path);
