import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { transformSync } from '@swc/core';
import { mayBeAddressed, mayGetContent } from './inbox-content.policy.ts';
import { INBOX_STATES } from './legacy-inbox.kinds.ts';

const CUTOVER = new Date('2020-06-01T00:00:00+07:00');
const BEFORE = new Date('2020-05-31T23:59:59.999+07:00');

const PROBE = `
import { mayGetContent } from './inbox-content.policy.js';
const cutover = new Date('2020-06-01T00:00:00+07:00');
const at = ['2020-05-31T23:59:59.999+07:00', '2020-06-01T00:00:00.000+07:00', '2020-05-31T16:59:59.999Z', '2020-05-31T17:00:00.000Z'];
console.log(JSON.stringify([cutover.getTimezoneOffset(), ...at.map((text) => mayGetContent('dual_run', new Date(text), cutover))]));
`;

function compileInto(directory: string): void {
  writeFileSync(join(directory, 'package.json'), '{"type":"module"}');
  writeFileSync(join(directory, 'probe.js'), PROBE);
  for (const file of ['inbox-content.policy', 'cutover-date.policy']) {
    const source = readFileSync(join(import.meta.dirname, `${file}.ts`), 'utf8');
    const { code } = transformSync(source, { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' } });
    writeFileSync(join(directory, `${file}.js`), code.replaceAll(".ts'", ".js'"));
  }
}

function probeIn(zone: string, directory: string): unknown {
  const env = { ...process.env, TZ: zone, NODE_OPTIONS: '' };
  const { stdout, stderr } = spawnSync(process.execPath, [join(directory, 'probe.js')], { env });
  return [zone, stdout.length > 0 ? JSON.parse(stdout.toString()) : stderr.toString()];
}

describe('content for an old inbox', () => {
  it('goes while both ways run, and from the instant on no more', () => {
    expect(mayGetContent('dual_run', BEFORE, CUTOVER)).toBe(true);
    expect(mayGetContent('dual_run', CUTOVER, CUTOVER)).toBe(false);
    expect(mayGetContent('dual_run', new Date('2021-01-01T00:00:00Z'), CUTOVER)).toBe(false);
  });

  it('goes to no other, and nowhere without a date', () => {
    const others = INBOX_STATES.filter((state) => state !== 'dual_run');
    expect(others.map((state) => mayGetContent(state, BEFORE, CUTOVER))).toEqual(others.map(() => false));
    expect(mayGetContent('dual_run', BEFORE, null)).toBe(false);
  });

  it('goes to a recipient outside the system whose address it is, while it is in use and before the date', () => {
    const open = INBOX_STATES.filter((state) => mayBeAddressed(state, BEFORE, CUTOVER));
    expect(open).toEqual(['active', 'dual_run']);
    expect(INBOX_STATES.filter((state) => mayBeAddressed(state, CUTOVER, CUTOVER))).toEqual([]);
    expect(mayBeAddressed('active', CUTOVER, null)).toBe(true);
  });

  it('ends at the same instant whatever the zone of the machine', () => {
    const directory = mkdtempSync(join(tmpdir(), 'gnvb-cutover-'));
    try {
      compileInto(directory);
      const answers = (offset: number) => [offset, true, false, true, false];
      expect(
        ['UTC', 'Asia/Ho_Chi_Minh', 'America/Los_Angeles', 'Pacific/Kiritimati'].map((zone) =>
          probeIn(zone, directory),
        ),
      ).toEqual([
        ['UTC', answers(0)],
        ['Asia/Ho_Chi_Minh', answers(-420)],
        ['America/Los_Angeles', answers(420)],
        ['Pacific/Kiritimati', answers(-840)],
      ]);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});
