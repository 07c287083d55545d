import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { transformSync } from '@swc/core';
import fc from 'fast-check';
import { DEADLINE_RULES, PURPOSES, URGENCIES, deadlinesFor } from './deadlines.policy.ts';
import type { Purpose, Urgency } from './deadlines.policy.ts';
import { VIETNAM_CALENDAR } from './holidays.ts';
import { endOfLocalDay, localDate, nextWorkingInstant } from './working-calendar.ts';

const at = (local: string): Date => new Date(`${local}:00+07:00`);

function deadlines(urgency: Urgency, purpose: Purpose, delivered: string, respondBy: Date | null = null) {
  return deadlinesFor({ urgency, purpose, deliveredAt: at(delivered), respondBy }, VIETNAM_CALENDAR);
}

describe('deadlinesFor', () => {
  it.each<[Urgency, string, string, string, string]>([
    // urgency, delivered, open by, acknowledge by, finish by
    ['normal', '2020-05-18T09:00', '2020-05-19T00:00', '2020-05-19T00:00', '2020-05-28T00:00'],
    ['normal', '2020-05-18T06:00', '2020-05-19T00:00', '2020-05-19T00:00', '2020-05-28T00:00'],
    ['normal', '2020-05-18T12:00', '2020-05-19T00:00', '2020-05-19T00:00', '2020-05-28T00:00'],
    ['normal', '2020-05-18T16:59', '2020-05-19T00:00', '2020-05-19T00:00', '2020-05-28T00:00'],
    ['normal', '2020-05-18T17:00', '2020-05-20T00:00', '2020-05-20T00:00', '2020-05-28T00:00'],
    ['normal', '2020-04-29T20:00', '2020-05-05T00:00', '2020-05-05T00:00', '2020-05-13T00:00'],
    ['normal', '2020-05-31T10:00', '2020-06-02T00:00', '2020-06-02T00:00', '2020-06-10T00:00'],
    ['khan', '2020-05-18T09:00', '2020-05-18T10:00', '2020-05-18T11:00', '2020-05-21T00:00'],
    ['khan', '2020-05-22T16:30', '2020-05-23T00:00', '2020-05-23T00:00', '2020-05-27T00:00'],
    ['khan', '2020-05-22T18:00', '2020-05-25T08:00', '2020-05-25T09:00', '2020-05-27T00:00'],
    ['thuong_khan', '2020-05-18T10:45', '2020-05-18T13:15', '2020-05-18T13:45', '2020-05-20T00:00'],
    ['hoa_toc', '2020-05-23T23:50', '2020-05-24T00:05', '2020-05-24T00:20', '2020-05-24T23:50'],
    ['hoa_toc_hen_gio', '2020-05-18T11:00', '2020-05-18T11:15', '2020-05-18T11:30', '2020-05-19T11:00'],
  ])(
    '%s, delivered %s: open by %s, acknowledge by %s, finish by %s',
    (urgency, delivered, open, acknowledge, finish) => {
      expect(deadlines(urgency, 'act', delivered)).toMatchObject({
        openBy: at(open),
        acknowledgeBy: at(acknowledge),
        finishBy: at(finish),
      });
    },
  );

  it('lets the sender name the day, for those who are asked to act', () => {
    const respondBy = endOfLocalDay('2020-05-29');
    expect(deadlines('normal', 'act', '2020-05-18T09:00', respondBy).finishBy).toEqual(respondBy);
    expect(deadlines('hoa_toc', 'coordinate', '2020-05-18T09:00', respondBy).finishBy).toEqual(respondBy);
    expect(deadlines('normal', 'inform', '2020-05-18T09:00', respondBy).finishBy).toBeNull();
    expect(deadlines('normal', 'report', '2020-05-18T09:00', respondBy).finishBy).toBeNull();
  });

  it('runs no clock on a file copy', () => {
    for (const urgency of URGENCIES) {
      expect(deadlines(urgency, 'file', '2020-05-18T09:00', at('2020-05-29T17:00'))).toEqual({
        openBy: null,
        acknowledgeBy: null,
        finishBy: null,
        rule: 'deadlines 1, calendar 2020-2030.1',
      });
    }
  });

  it('says open before acknowledge before finish, after delivery, receipt never past its day', () => {
    const instants = fc.date({ min: at('2020-01-01T00:00'), max: at('2030-12-01T00:00'), noInvalidDate: true });
    fc.assert(
      fc.property(
        fc.constantFrom(...URGENCIES),
        fc.constantFrom(...PURPOSES),
        instants,
        (urgency, purpose, deliveredAt) => {
          const { openBy, acknowledgeBy, finishBy } = deadlinesFor(
            { urgency, purpose, deliveredAt, respondBy: null },
            VIETNAM_CALENDAR,
          );
          const known = [deliveredAt, openBy, acknowledgeBy, finishBy].filter((date) => date !== null).map(Number);
          expect(known).toEqual(known.toSorted((a, b) => a - b));
          const receiptDay = localDate(nextWorkingInstant(VIETNAM_CALENDAR, deliveredAt));
          expect(Number(acknowledgeBy)).toBeLessThanOrEqual(+endOfLocalDay(receiptDay));
        },
      ),
    );
  });

  it('is never slower for a more urgent document', () => {
    const minutes = ['khan', 'thuong_khan', 'hoa_toc'] as const;
    const amounts = minutes.map((urgency) => {
      const span = DEADLINE_RULES[urgency].act.acknowledge;
      return span !== null && 'amount' in span ? span.amount : NaN;
    });
    expect(amounts).toEqual(amounts.toSorted((a, b) => b - a));
  });
});

const PROBE = `
  import { VIETNAM_CALENDAR as calendar } from './holidays.js';
  import { URGENCIES, deadlinesFor } from './deadlines.policy.js';
  const hours = Array.from({ length: 400 }, (_, i) => new Date(Date.UTC(2020, 2, 1) + i * 7 * 3_600_000));
  const all = hours.flatMap((deliveredAt) => URGENCIES.map((urgency) =>
    deadlinesFor({ urgency, purpose: 'act', deliveredAt, respondBy: null }, calendar)));
  console.log(new Date(2020, 0, 1).getTimezoneOffset(), JSON.stringify(all));`;

function compileInto(directory: string): void {
  writeFileSync(join(directory, 'package.json'), '{"type":"module"}');
  writeFileSync(join(directory, 'probe.js'), PROBE);
  for (const file of ['working-calendar', 'holidays', 'deadlines.policy']) {
    const source = readFileSync(join(import.meta.dirname, `${file}.ts`), 'utf8');
    const { code } = transformSync(source, { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' } });
    writeFileSync(join(directory, `${file}.js`), code.replaceAll(".ts'", ".js'"));
  }
}

/** A real process per zone: Node reads TZ when it starts, and Jest gives tests a copy of the environment. */
function probeIn(zone: string, directory: string): { readonly offset: string; readonly result: string } {
  const env = { ...process.env, TZ: zone, NODE_OPTIONS: '' };
  const output = spawnSync(process.execPath, [join(directory, 'probe.js')], { env }).stdout.toString();
  const gap = output.indexOf(' ');
  return { offset: output.slice(0, gap), result: output.slice(gap + 1) };
}

describe('the time zone of the machine', () => {
  it('changes nothing', () => {
    const directory = mkdtempSync(join(tmpdir(), 'gnvb-zone-'));
    try {
      compileInto(directory);
      const zones = ['UTC', 'Asia/Ho_Chi_Minh', 'America/New_York'].map((zone) => probeIn(zone, directory));
      expect(zones.map(({ offset }) => offset)).toEqual(['0', '-420', '300']);
      expect(zones[0]!.result.length).toBeGreaterThan(100_000);
      expect(new Set(zones.map(({ result }) => result)).size).toBe(1);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});
