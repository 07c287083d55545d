// The figures we hold ourselves to: each row is the ratio of two things measured in turn in one run, so that a shared or noisy
// machine slows both. `npm run bench -- --rows 10,11,14 [--quick] [--json FILE]`; `--quick` measures less and once or twice only.
import { readdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { say } from './service.mjs';

const { values } = parseArgs({
  options: { rows: { type: 'string' }, quick: { type: 'boolean', default: false }, json: { type: 'string' } },
});
const folder = new URL('rows/', import.meta.url);
const files = (await readdir(folder)).filter((name) => name.endsWith('.mjs'));
const known = (await Promise.all(files.map((name) => import(new URL(name, folder).href)))).flatMap(({ rows }) => rows);
const asked = values.rows?.split(',').map((id) => id.trim());
const chosen = known.filter(({ id }) => !asked || asked.includes(id.split('-')[0]) || asked.includes(id));
if (chosen.length === 0) throw new Error(`no such row; there are ${known.map(({ id }) => id).join(', ')}`);

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const shown = (number) => Number(number.toFixed(3));
const report = [];
for (const row of chosen) {
  const { ratios, left } = await row.run({ quick: values.quick });
  if (left) {
    say(`${row.id}  ${row.name}: left out, ${left}`);
    continue;
  }
  const line = {
    id: row.id,
    name: row.name,
    ratio: shown(median(ratios)),
    min: shown(Math.min(...ratios)),
    max: shown(Math.max(...ratios)),
    first: row.first,
    aim: row.aim,
    met: median(ratios) <= row.aim ? 'aim' : median(ratios) <= row.first ? 'first' : 'no',
  };
  report.push(line);
  say(
    `${line.id}  ${line.name}: ${line.ratio} (${line.min}–${line.max}), first ${line.first}, aim ${line.aim}: ${line.met}`,
  );
}
if (values.json) await writeFile(values.json, `${JSON.stringify({ rows: report }, null, 2)}\n`);
process.exitCode = report.some(({ met }) => met === 'no') ? 1 : 0;
