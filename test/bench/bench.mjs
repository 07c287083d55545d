// The figures we hold ourselves to: each row is the ratio of two things measured in turn in one run, so that a shared or noisy
// machine slows both. `npm run bench -- [--rows 1,2,14] [--quick] [--json FILE] [--picture FILE]`; `--quick` measures less.
import { readdir } from 'node:fs/promises';
import { runRows } from './report.mjs';

const folder = new URL('rows/', import.meta.url);
const files = (await readdir(folder)).filter((name) => name.endsWith('.mjs'));
const rows = (await Promise.all(files.map((name) => import(new URL(name, folder).href)))).flatMap((file) => file.rows);

/** What a quick run leaves out in rows that say so neither themselves nor in their names. */
const QUICK = {
  4: '5 pairs instead of 9',
  '4-largest': 'once instead of 5 times',
  7: '5 pairs of 8 instead of 7 of 30',
  8: '12 receipts a set instead of 60',
};
await runRows(rows.map((row) => ({ quick: QUICK[row.id], ...row })));
