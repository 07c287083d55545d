// The figures we hold ourselves to: each row is the ratio of two things measured in turn in one run, so that a shared or noisy
// machine slows both. `npm run bench -- [--rows 1,2,14] [--quick] [--json FILE] [--picture FILE]`; `--quick` measures less.
import { readdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { pictureOf } from './picture.mjs';
import { say } from './service.mjs';
import { endWorlds } from './world.mjs';

const { values } = parseArgs({
  options: {
    rows: { type: 'string' },
    quick: { type: 'boolean', default: false },
    json: { type: 'string' },
    picture: { type: 'string' },
  },
});
const folder = new URL('rows/', import.meta.url);
const files = (await readdir(folder)).filter((name) => name.endsWith('.mjs'));
const known = (await Promise.all(files.map((name) => import(new URL(name, folder).href)))).flatMap(({ rows }) => rows);
const order = (id) => Number.parseInt(id, 10);
const asked = values.rows?.split(',').map((id) => id.trim());
const chosen = known
  .filter(({ id }) => !asked || asked.includes(id.split('-')[0]) || asked.includes(id))
  .toSorted((a, b) => order(a.id) - order(b.id) || a.id.localeCompare(b.id));
if (chosen.length === 0) throw new Error(`no such row; there are ${known.map(({ id }) => id).join(', ')}`);

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const shown = (number) => Number(number.toFixed(3));
const report = [];
const curves = [];
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void endWorlds().finally(() => process.exit(1)));
const began = performance.now();
try {
  for (const row of chosen) await measure(row).catch((error) => failed(row, error));
} finally {
  await endWorlds();
}
say(`${((performance.now() - began) / 1000).toFixed(0)} s in all`);
if (values.json)
  await writeFile(values.json, `${JSON.stringify({ quick: values.quick, rows: report, curves }, null, 2)}\n`);
if (values.picture) await writeFile(values.picture, pictureOf(curves));
process.exitCode = report.some(({ met }) => met === 'no') ? 1 : 0;

/** The other rows are still worth measuring. */
function failed({ id, name, first, aim }, error) {
  report.push({ id, name, error: String(error.message), first, aim, met: 'no' });
  say(`${id}  ${name}: FAILED, ${error.message}`);
}

async function measure(row) {
  const { ratios, left, curve } = await row.run({ quick: values.quick, picture: Boolean(values.picture) });
  if (left) return say(`${row.id}  ${row.name}: left out, ${left}`);
  if (curve) curves.push(curve);
  const middle = median(ratios);
  const holds = (limit) => (row.atLeast ? middle >= limit : middle <= limit);
  const line = {
    id: row.id,
    name: row.name,
    ...(row.unit && { unit: row.unit }),
    ratio: shown(middle),
    min: shown(Math.min(...ratios)),
    max: shown(Math.max(...ratios)),
    first: row.first,
    aim: row.aim,
    met: holds(row.aim) ? 'aim' : holds(row.first) ? 'first' : 'no',
  };
  report.push(line);
  const [sign, unit] = [row.atLeast ? '≥ ' : '≤ ', row.unit ? ` ${row.unit}` : ''];
  say(
    `${line.id}  ${line.name}: ${line.ratio}${unit} (${line.min}–${line.max}), first ${sign}${line.first}, aim ${sign}${line.aim}: ${line.met}`,
  );
}
