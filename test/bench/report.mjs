// Runs rows and tells what came out: shared by `npm run bench` and `npm run bench:mail`.
import { cpus, loadavg } from 'node:os';
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { endAll, endOnSignal } from './ends.mjs';
import { pictureOf } from './picture.mjs';
import { say } from './service.mjs';

/** `--rows 1,4-largest`, `--quick`, `--json FILE`, `--picture FILE`. */
const OPTIONS = {
  rows: { type: 'string' },
  quick: { type: 'boolean', default: false },
  json: { type: 'string' },
  picture: { type: 'string' },
};

const shown = (number) => Number(number.toFixed(3));
export const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/**
 * Measures the rows asked for on the command line, one after the other; the exit code is 1 when one misses its first mark.
 * @param known `{ id, name, unit, first, aim, atLeast, quick, run }`. `run({ quick, picture })` gives `{ ratios }`, and perhaps a `curve`
 *   for the picture, or `{ left }`: why it cannot be measured here. `quick` says in words what `--quick` does differently
 */
export async function runRows(known) {
  const { values } = parseArgs({ options: OPTIONS });
  const chosen = chosenOf(known, values.rows);
  const results = { rows: [], left: [], curves: [] };
  endOnSignal();
  const began = performance.now();
  const spent = () => Math.round((performance.now() - began) / 1000);
  try {
    for (const row of chosen) {
      await measure(row, values, results).catch((error) => failed(row, error, results));
      // After each: a run that is broken off keeps what it has measured.
      await keep(values, results, spent());
    }
  } finally {
    await endAll();
  }
  say(`${spent()} s in all`);
  process.exitCode = results.rows.some(({ met }) => met === 'no') ? 1 : 0;
}

function chosenOf(known, asked) {
  const ids = asked?.split(',').map((id) => id.trim());
  const order = (id) => Number.parseInt(id, 10);
  const chosen = known.filter(({ id }) => !ids || ids.includes(id.split('-')[0]) || ids.includes(id));
  if (chosen.length === 0) throw new Error(`no such row; there are ${known.map(({ id }) => id).join(', ')}`);
  return chosen.toSorted((a, b) => order(a.id) - order(b.id) || a.id.localeCompare(b.id));
}

async function keep(values, results, seconds) {
  if (values.json) await writeFile(values.json, `${JSON.stringify(answerOf(values, results, seconds), null, 2)}\n`);
  if (values.picture) await writeFile(values.picture, pictureOf(results.curves, conditions(values, seconds)));
}

const answerOf = ({ quick }, { rows, left, curves }, seconds) => ({
  rows,
  left,
  curves,
  ...conditions({ quick }, seconds),
});

/** What the figures were taken under: without it nobody can compare them. */
const conditions = ({ quick }, seconds) => ({
  quick,
  day: new Date().toISOString().slice(0, 10),
  cores: cpus().length,
  // Ours and everybody else's.
  load: Number(loadavg()[1].toFixed(1)),
  node: process.versions.node,
  seconds,
});

async function measure(row, { quick, picture }, results) {
  const from = performance.now();
  const { ratios, left, curve } = await row.run({ quick, picture: Boolean(picture) });
  const seconds = Math.round((performance.now() - from) / 1000);
  if (left) {
    results.left.push({ id: row.id, name: row.name, why: left });
    return say(`${row.id}  ${row.name}: left out, ${left}`);
  }
  if (curve) results.curves.push({ ...curve, id: row.id });
  const line = { ...lineOf(row, ratios, quick), seconds };
  results.rows.push(line);
  const sign = row.atLeast ? '≥ ' : '≤ ';
  const unit = row.unit ? ` ${row.unit}` : '';
  say(
    `${line.id}  ${line.name}: ${line.ratio}${unit} (${line.min}–${line.max}), first ${sign}${line.first}, aim ${sign}${line.aim}: ${line.met}, after ${seconds} s`,
  );
}

function lineOf(row, ratios, quick) {
  const middle = median(ratios);
  const holds = (limit) => (row.atLeast ? middle >= limit : middle <= limit);
  return {
    id: row.id,
    name: row.name,
    ratio: shown(middle),
    min: shown(Math.min(...ratios)),
    max: shown(Math.max(...ratios)),
    first: row.first,
    aim: row.aim,
    met: holds(row.aim) ? 'aim' : holds(row.first) ? 'first' : 'no',
    pairs: ratios.length,
    atLeast: Boolean(row.atLeast),
    ...(row.unit && { unit: row.unit }),
    ...(quick && row.quick && { quick: row.quick }),
  };
}

/** The other rows are still worth measuring. */
function failed({ id, name, first, aim }, error, { rows }) {
  rows.push({ id, name, ratio: null, min: null, max: null, first, aim, met: 'no', error: String(error.message) });
  say(`${id}  ${name}: FAILED, ${error.message}`);
}
