// Writes what was measured into README's table, between its two marks: node test/bench/table.mjs bench.json [mail.json …]
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from './service.mjs';

const [BEGIN, END] = ['<!-- bench: written by test/bench/table.mjs -->', '<!-- /bench -->'];
const HEAD = ['| row | what | divided by | measured | first | aim | holds |', '|---|---|---|---|---|---|---|'];
const MET = { aim: 'aim', first: 'first', no: 'not yet' };

/** @param runs what `--json` wrote; of a row measured twice the later run counts @returns lines of Markdown */
export function tableOf(runs) {
  const lines = new Map();
  for (const { rows, left = [], quick } of runs) {
    for (const row of left) if (!lines.has(row.id)) lines.set(row.id, lineOf({ ...row, met: 'left' }, false));
    for (const row of rows) lines.set(row.id, lineOf(row, quick));
  }
  const order = (id) => Number.parseInt(id, 10);
  const sorted = [...lines].toSorted(([a], [b]) => order(a) - order(b) || a.localeCompare(b)).map(([, line]) => line);
  const told = runs.map(
    ({ day, cores, load, node, quick, seconds }) =>
      `${day}, ${cores} shared cores at load ${load}, Node ${node}, ${seconds} s${quick ? ', `--quick`' : ''}`,
  );
  return [`Measured ${[...new Set(told)].join('; ')}: median (least–most).`, '', ...HEAD, ...sorted];
}

function lineOf(row, quick) {
  const [what, divisor = '–'] = row.name.split(' / ');
  const sign = row.atLeast ? '≥ ' : '≤ ';
  const unit = row.unit ? ` ${row.unit}` : '';
  const limit = (value) => (value === undefined ? '' : `${sign}${value}${unit}`);
  const note = quick && row.quick ? ` (quick: ${row.quick})` : '';
  const figure =
    row.ratio === null || row.ratio === undefined ? untold(row) : `**${row.ratio}**${unit} (${row.min}–${row.max})`;
  const cells = [
    row.id.split('-')[0],
    what + note,
    divisor,
    figure,
    limit(row.first),
    limit(row.aim),
    MET[row.met] ?? '',
  ];
  return `| ${cells.map((cell) => String(cell).replaceAll('|', String.raw`\|`)).join(' | ')} |`;
}

const untold = ({ error, why }) => (error ? `failed: ${error.slice(0, 80)}` : `left out: ${why}`);

/** @returns the text with the lines between the marks @throws when the marks are not there */
export function withTable(readme, lines) {
  const [from, to] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`README has no ${BEGIN} … ${END}`);
  return `${readme.slice(0, from + BEGIN.length)}\n\n${lines.join('\n')}\n\n${readme.slice(to)}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const files = process.argv.slice(2);
  if (files.length === 0) throw new Error('which? npm run bench -- --json bench.json writes one');
  const runs = await Promise.all(files.map(async (file) => JSON.parse(await readFile(file, 'utf8'))));
  const path = join(ROOT, 'README.md');
  await writeFile(path, withTable(await readFile(path, 'utf8'), tableOf(runs)));
}
