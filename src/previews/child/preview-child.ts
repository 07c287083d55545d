/**
 * Takes one hostile file apart, in a process of its own: the service never loads what is imported here. Started by `run-child.ts` as
 * `node preview-child.js <way> <input> <folder>`; writes pictures and texts into the folder, then `result.json`.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChildResult } from './child-result.ts';

const [way = '', input = '', folder = ''] = process.argv.slice(2);

async function take(): Promise<ChildResult> {
  if (way === 'pdf') return (await import('./child-pdf.ts')).pdfPages(input, folder);
  if (way === 'image') return (await import('./child-image.ts')).imagePages(input, folder);
  return (await import('./child-text.ts')).plainText(input, folder);
}

await writeFile(join(folder, 'result.json'), JSON.stringify(await take()));
// Whatever a library still holds is not waited for.
process.exit(0);
