// The figures we hold ourselves to: each row is the ratio of two things measured in turn in one run, so that a shared or noisy
// machine slows both. `npm run bench -- [--rows 1,2,14] [--quick] [--json FILE] [--picture FILE]`; `--quick` measures less.
import { readdir } from 'node:fs/promises';
import { runRows } from './report.mjs';

const folder = new URL('rows/', import.meta.url);
const files = (await readdir(folder)).filter((name) => name.endsWith('.mjs'));
await runRows((await Promise.all(files.map((name) => import(new URL(name, folder).href)))).flatMap(({ rows }) => rows));
