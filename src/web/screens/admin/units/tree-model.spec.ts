import { describe, expect, it } from '@jest/globals';
import type { UnitWire } from '../../../../units/unit.wire.ts';
import { moveOf, rowsOf } from './tree-model.ts';

const unit = (id: string, childCount = 0): UnitWire => ({ id, childCount }) as UnitWire;
const names = (rows: ReturnType<typeof rowsOf>): string[] => rows.map(({ kind, id, level }) => `${level}${kind}:${id}`);

describe('the tree of units', () => {
  const branches = new Map([
    ['top', { units: [unit('a'), unit('b', 1)], hasMore: true }],
    ['b', { units: [unit('c')], hasMore: false }],
  ]);

  it('shows what lies below open units only, and what is still to be loaded', () => {
    expect(names(rowsOf([unit('top', 3)], new Set(), branches))).toEqual(['1unit:top']);
    expect(names(rowsOf([unit('top', 3)], new Set(['top', 'b']), branches))).toEqual([
      '1unit:top',
      '2unit:a',
      '2unit:b',
      '3unit:c',
      '2more:top',
    ]);
    expect(names(rowsOf([unit('new', 2)], new Set(['new']), branches))).toEqual(['1unit:new', '2loading:new']);
  });

  it('ends on a ring', () => {
    const ring = new Map([
      ['x', { units: [unit('y', 1)], hasMore: false }],
      ['y', { units: [unit('x', 1)], hasMore: false }],
    ]);
    expect(names(rowsOf([unit('x', 1)], new Set(['x', 'y']), ring))).toEqual(['1unit:x', '2unit:y']);
  });

  it('goes by keys: right opens and goes in, left closes and goes out', () => {
    const rows = rowsOf([unit('top', 3)], new Set(['top', 'b']), branches);
    expect(moveOf(rows, 0, 'ArrowRight')).toEqual({ to: 1 });
    expect(moveOf(rows, 1, 'ArrowRight')).toBeNull();
    expect(moveOf(rows, 3, 'ArrowLeft')).toEqual({ to: 2 });
    expect(moveOf(rows, 2, 'ArrowLeft')).toEqual({ close: 'b' });
    expect(moveOf(rows, 4, 'ArrowDown')).toEqual({ to: 4 });
    expect(moveOf(rowsOf([unit('top', 3)], new Set(), branches), 0, 'ArrowRight')).toEqual({ open: 'top' });
  });
});
