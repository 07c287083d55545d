import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { UnitStanding } from '../units/unit-standings.reader.ts';
import { planUnits } from './plan-units.policy.ts';
import type { PlannedRow } from './planned-row.ts';
import type { ReadRow } from './read-rows.ts';
import { problem } from './table.ts';
import { UnitView } from './unit-view.ts';

const DAY = '2020-05-18';
const CODES = ['ROOT', 'A', 'B', 'C', 'D', 'E', 'F', 'OUT'];

const standing = (code: string, parentId: string | null, more: Partial<UnitStanding> = {}): UnitStanding => ({
  id: `id-${code}`,
  parentId,
  code,
  kind: 'agency',
  channel: 'system',
  email: null,
  phone: null,
  symbol: 'ĐTN',
  numbering: 'TERM',
  place: '',
  openedOn: '2000-01-01',
  closedOn: null,
  names: [{ validFrom: '2000-01-01', name: `Đơn vị ${code}`, shortName: code }],
  ...more,
});

/** ROOT below TOP, with A, B below it and C below B; D is closed; OUT hangs elsewhere. */
const aView = (): UnitView =>
  new UnitView('id-ROOT', [
    standing('TOP', null),
    standing('OUT', 'id-TOP'),
    standing('ROOT', 'id-TOP'),
    standing('A', 'id-ROOT'),
    standing('B', 'id-ROOT'),
    standing('C', 'id-B'),
    standing('D', 'id-ROOT', { closedOn: '2019-01-01' }),
  ]);

const rowOf = fc.record(
  {
    code: fc.constantFrom(...CODES),
    parentCode: fc.constantFrom(...CODES, 'NONE'),
    name: fc.constantFrom('Tên một', 'Tên hai', 'Đơn vị A'),
    kind: fc.constantFrom('agency', 'agency', 'agency', 'school', 'body'),
    phone: fc.constantFrom('0226 1', '0226 2'),
    openedOn: fc.constantFrom('2000-01-01', '2020-01-01'),
  },
  { requiredKeys: ['code'] },
);
const rows = fc.array(fc.tuple(rowOf, fc.boolean(), fc.nat(6)), { maxLength: 9 }).map((made) =>
  made.map(([values, , luck], i): ReadRow => ({
    no: i + 2,
    values: values as Record<string, string>,
    problems: luck === 0 ? [problem('hidden-row')] : [],
    warnings: [],
  })),
);
const numbered = (list: readonly ReadRow[]): ReadRow[] => list.map((row, i) => ({ ...row, no: i + 2 }));

/** The tree as it would be, in codes and words. */
const treeOf = (view: UnitView): string[] =>
  CODES.map((code) => {
    const unit = view.byCode(code);
    return unit === null
      ? `${code} –`
      : [code, view.codeOf(unit.parentId), unit.kind, unit.phone, unit.names.at(-1)?.name].join(' ');
  });
const planned = (list: readonly ReadRow[], view = aView()) => ({ view, rows: planUnits(list, view, DAY) });
const errorsOf = (list: readonly PlannedRow[]): string[] =>
  [...new Set(list.flatMap(({ key, problems }) => problems.map(({ code }) => `${key} ${code}`)))].toSorted();

describe('a table of units', () => {
  it('does the same in any order, and with any of its rows twice', () => {
    fc.assert(
      fc.property(
        rows.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }), fc.subarray(list)),
        ),
        ([list, shuffled, twice]) => {
          const [one, other] = [planned(list), planned(numbered([...twice, ...shuffled]))];
          expect(treeOf(other.view)).toEqual(treeOf(one.view));
          expect(errorsOf(other.rows)).toEqual(errorsOf(one.rows));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('does nothing the second time', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const first = planned(list);
        const again = planned(list, first.view);
        expect(again.rows.filter(({ outcome }) => outcome === 'create' || outcome === 'change')).toEqual([]);
        expect(errorsOf(again.rows)).toEqual(errorsOf(first.rows));
      }),
      { numRuns: 500 },
    );
  });

  it('never ties a ring, never reaches outside the tree, and decides about every row once', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const { view, rows: made } = planned(list);
        for (const code of CODES.filter((known) => known !== 'OUT'))
          expect([code, view.byCode(code) === null || view.pathOf(view.byCode(code)?.id ?? '').has('id-TOP')]).toEqual([
            code,
            true,
          ]);
        expect(treeOf(view).at(-1)).toBe('OUT TOP agency  Đơn vị OUT');
        expect(made.map(({ no }) => no)).toEqual(list.map(({ no }) => no));
        expect(made.filter(({ outcome, problems }) => (outcome === 'error') !== problems.length > 0)).toEqual([]);
        const bad = new Set(list.filter(({ problems }) => problems.length > 0).map(({ no }) => no));
        expect(made.filter(({ no, plan }) => plan !== null && bad.has(no ?? 0))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
