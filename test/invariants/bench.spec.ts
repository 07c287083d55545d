import { spawn } from 'node:child_process';
import { once as next } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

interface Row {
  id: string;
  name: string;
  ratio: number | null;
  min: number | null;
  max: number | null;
  first: number;
  aim: number;
  met: string;
  [more: string]: unknown;
}
interface Run {
  rows: Row[];
  left?: { id: string; name: string; why: string }[];
  quick: boolean;
  day: string;
  cores: number;
  load: number;
  node: string;
  seconds: number;
}
interface Table {
  tableOf: (runs: Run[]) => string[];
  withTable: (readme: string, lines: string[]) => string;
}
interface Picture {
  pictureOf: (curves: unknown[], under: object) => string;
}

const load = async <T>(name: string): Promise<T> =>
  (await import(new URL(`../bench/${name}`, import.meta.url).href)) as T;

const row = (more: Partial<Row>): Row => ({
  id: '4',
  name: 'dispatch / raw insert',
  ratio: 1.3,
  min: 1.2,
  max: 1.4,
  first: 1.5,
  aim: 1.1,
  met: 'first',
  ...more,
});
const run = (rows: Row[], more: Partial<Run> = {}): Run => ({
  rows,
  quick: false,
  day: '2026-01-02',
  cores: 2,
  load: 1.5,
  node: '22.0.0',
  seconds: 9,
  ...more,
});

// What README says about speed is written by programs alone, so they must not lie.
describe('the table of what was measured', () => {
  it('says what, against what, how much and whether it holds', async () => {
    const { tableOf } = await load<Table>('table.mjs');
    const [told, , , , line] = tableOf([run([row({})])]);
    expect(told).toContain('2026-01-02, 2 shared cores at load 1.5, Node 22.0.0, 9 s');
    expect(line).toBe('| 4 | dispatch | raw insert | **1.3** (1.2–1.4) | ≤ 1.5 | ≤ 1.1 | first |');
  });

  it('sorts by number, keeps what failed or was left out, and says what a quick run does less of', async () => {
    const { tableOf } = await load<Table>('table.mjs');
    const quick = row({ id: '4-largest', name: 'largest', unit: 's', atLeast: true, met: 'no', quick: 'once' });
    const failed = row({ id: '2', ratio: null, min: null, max: null, met: 'no', error: 'it | broke' });
    const left = [{ id: '11', name: 'download / nginx', why: 'nginx is not installed' }];
    const lines = tableOf([run([quick, failed], { quick: true, left })]).slice(4);
    expect(lines).toEqual([
      String.raw`| 2 | dispatch | raw insert | failed: it \| broke | ≤ 1.5 | ≤ 1.1 | not yet |`,
      '| 4 | largest (quick: once) | – | **1.3** s (1.2–1.4) | ≥ 1.5 s | ≥ 1.1 s | not yet |',
      '| 11 | download | nginx | left out: nginx is not installed |  |  |  |',
    ]);
  });

  it('takes the later of two runs and goes between the marks alone', async () => {
    const { tableOf, withTable } = await load<Table>('table.mjs');
    const lines = tableOf([run([row({ ratio: 9 })]), run([row({ ratio: 2 })])]);
    expect(lines.join('\n')).not.toContain('**9**');
    const marks = ['<!-- bench: written by test/bench/table.mjs -->', '<!-- /bench -->'] as const;
    const first = withTable(`before\n${marks.join('\nearlier\n')}\nafter`, lines);
    expect(first).toMatch(/^before\n<!-- bench[^\n]*-->\n\nMeasured[^]*\*\*2\*\*[^]*\n\n<!-- \/bench -->\nafter$/);
    expect(first).not.toContain('earlier');
    expect(withTable(first, lines)).toBe(first);
    expect(() => withTable('no marks', lines)).toThrow('README has no');
  });
});

describe('the picture of growth', () => {
  it('names axes and units, and tells each value with its ratio to the baseline or to the first', async () => {
    const { pictureOf } = await load<Picture>('picture.mjs');
    const points = [
      [100, 2],
      [1000, 3],
      [10_000, 50],
    ];
    const baseline = {
      name: 'raw <insert>',
      points: [
        [100, 1],
        [1000, 2],
        [10_000, 40],
      ],
    };
    const plain = pictureOf([{ title: 'Dispatch', x: 'recipients', y: 'ms', points }], {
      day: 'today',
      cores: 2,
      node: '22',
    });
    for (const words of ['Dispatch', 'recipients (logarithmic)', 'ms (logarithmic)', '3 · 1.5×', '50 · 25×', '10 k'])
      expect(plain).toContain(words);
    expect(plain).toContain('prefers-color-scheme: dark');
    const compared = pictureOf([{ title: 'Dispatch', x: 'recipients', y: 'ms', points, baseline }], { day: 'today' });
    for (const words of ['2 · 2×', '3 · 1.5×', '50 · 1.25×', 'raw &lt;insert&gt;']) expect(compared).toContain(words);
  });
});

describe('the mails of row 12', () => {
  interface Messages {
    documentMail: (mail: { id: string; from: string; subject: string; path: string }) => Promise<Buffer>;
    receiptMail: (receipt: { of: string; from: string; to: string; number: number }) => string;
    attachedTo: (mail: Buffer) => Buffer;
    readerOf: (receipt: string, of: string) => string | null;
  }

  it('carry the file whole, in lines, and give it back', async () => {
    const { documentMail, attachedTo } = await load<Messages>('mail/messages.mjs');
    const folder = await mkdtemp(join(tmpdir(), 'gnvb-mail-'));
    try {
      const path = join(folder, 'van-ban.pdf');
      const file = Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256));
      await writeFile(path, file);
      const mail = await documentMail({ id: 'a@test', from: 'vanthu@test', subject: 'Kế hoạch', path });
      expect(
        Math.max(
          ...mail
            .toString()
            .split('\r\n')
            .map(({ length }) => length),
        ),
      ).toBeLessThanOrEqual(100);
      expect(attachedTo(mail).equals(file)).toBe(true);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('are answered by receipts that say whose they are and of which mail', async () => {
    const { receiptMail, readerOf } = await load<Messages>('mail/messages.mjs');
    const receipt = receiptMail({ of: 'a@test', from: 'donvi001@test', to: 'vanthu@test', number: 1 });
    expect(readerOf(receipt, 'a@test')).toBe('donvi001@test');
    expect(readerOf(receipt, 'b@test')).toBeNull();
    expect(readerOf(receipt.replace('; displayed', '; deleted'), 'a@test')).toBeNull();
  });
});

describe('a bench that is stopped', () => {
  const ENDS = new URL('../bench/ends.mjs', import.meta.url).href;
  const script = `import { atEnd, endOnSignal } from '${ENDS}';
    const tell = (word) => async () => void process.stdout.write(word + ' ');
    endOnSignal();
    atEnd(tell('first'));
    atEnd(async () => { throw new Error('cannot'); });
    atEnd(tell('forgotten'))();
    atEnd(async () => {
      await tell('last')();
      try { atEnd(tell('never')); } catch { await tell('refused')(); }
    });
    setInterval(() => undefined, 1000);
    process.stdout.write('ready ');`;

  it.each(['SIGTERM', 'SIGINT'] as const)('ends what it has started, the last first, on %s', async (signal) => {
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const told: string[] = [];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      told.push(text);
      if (text.includes('ready')) child.kill(signal);
    });
    const [code] = (await next(child, 'exit')) as [number | null];
    expect(code).toBe(1);
    expect(told.join('').trim().split(' ')).toEqual(['ready', 'last', 'refused', 'first']);
  });
});
