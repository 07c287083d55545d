import { describe, expect, it } from '@jest/globals';
import { bodyOf, changedFields, dayBefore, EMPTY, endOfDay, sendable } from './draft.ts';
import { afterStoring } from './desk-state.ts';
import { differences, merged } from './merge.ts';
import { ALL_UNITS, dropped, picked, unit, withPurpose } from './recipient-lines.ts';
import { below, rowsOf, treeOf, type TreeUnit } from './unit-tree.ts';

describe('a draft as it is typed', () => {
  it('names the first instant that is too late, and finds the day again', () => {
    expect(endOfDay('2020-05-22')).toBe('2020-05-23T00:00:00+07:00');
    expect(endOfDay('2020-12-31')).toBe('2021-01-01T00:00:00+07:00');
    expect(dayBefore('2020-05-22T17:00:00.000Z')).toBe('2020-05-22');
    expect(dayBefore('2020-05-22T16:59:00.000Z')).toBe('2020-05-22');
    expect(dayBefore('2020-05-22T17:00:01.000Z')).toBe('2020-05-23');
  });

  it('sends what changed and nothing else', () => {
    const typed = { ...EMPTY, subject: ' Tập huấn ', respondOn: '2020-05-22', pageCount: '3' };
    const fields = changedFields(EMPTY, typed);
    expect(fields).toEqual(['subject', 'respondOn', 'pageCount']);
    expect(bodyOf(typed, fields)).toEqual({
      subject: 'Tập huấn',
      respondBy: '2020-05-23T00:00:00+07:00',
      pageCount: 3,
    });
    expect(bodyOf({ ...typed, respondOn: null, pageCount: '' }, fields)).toMatchObject({
      respondBy: null,
      pageCount: null,
    });
  });

  it('keeps back what cannot be stored yet', () => {
    const typed = { ...EMPTY, subject: '  ', pageCount: 'ba', note: 'x' };
    expect(sendable(typed, ['subject', 'pageCount', 'note'])).toEqual(['note']);
  });

  it('is not changed by the scanner', () => {
    const file = { id: 'a', name: 'a.pdf', size: 1 };
    const scan = { signature: null, reason: null, scannedAt: null };
    const before = { ...EMPTY, files: [{ ...file, scan: { ...scan, state: 'pending' as const } }] };
    const after = { ...EMPTY, files: [{ ...file, scan: { ...scan, state: 'clean' as const } }] };
    expect(changedFields(before, after)).toEqual([]);
  });
});

describe('two people at one draft', () => {
  const base = { ...EMPTY, subject: 'Gốc', note: 'Gốc' };
  const mine = { ...base, subject: 'Của tôi' };

  it('are asked where both changed the same', () => {
    const theirs = { ...base, subject: 'Của đồng nghiệp', note: 'Thêm' };
    const found = differences(base, mine, theirs);
    expect(found).toEqual([
      { field: 'subject', contested: true },
      { field: 'note', contested: false },
    ]);
    expect(merged(mine, theirs, found, {})).toMatchObject({ subject: 'Của tôi', note: 'Thêm' });
    expect(merged(mine, theirs, found, { subject: 'theirs', note: 'mine' })).toMatchObject({
      subject: 'Của đồng nghiệp',
      note: 'Gốc',
    });
  });

  it('are not bothered when the other is oneself after a lost answer', () => {
    expect(differences(base, mine, mine)).toEqual([]);
    expect(differences(base, { ...mine, note: 'gõ tiếp' }, mine)).toEqual([]);
  });
});

describe('after storing', () => {
  const sent = { ...EMPTY, subject: 'Câu một', pageCount: 'ba' };

  it('keeps what was typed meanwhile and what could not be sent', () => {
    const values = { ...sent, subject: 'Câu một, câu hai' };
    const after = afterStoring({ base: EMPTY, values }, sent, ['subject'], { ...EMPTY, subject: 'Câu một' });
    expect(after).toMatchObject({ subject: 'Câu một, câu hai', pageCount: 'ba' });
  });

  it('takes what the service made of it, and what it added', () => {
    const recipients = [{ target: 'unit', unitId: 'a', groupId: null, purpose: 'report' } as const];
    const after = afterStoring({ base: EMPTY, values: sent }, sent, ['subject'], {
      ...EMPTY,
      subject: 'Câu 1',
      recipients,
    });
    expect(after).toMatchObject({ subject: 'Câu 1', recipients });
  });

  it('keeps all of it when an older creation was answered late', () => {
    const after = afterStoring({ base: EMPTY, values: sent }, sent, [], { ...EMPTY, subject: 'Câu' });
    expect(after).toMatchObject({ subject: 'Câu một', pageCount: 'ba' });
  });
});

describe('the tree of units', () => {
  const at = (id: string, parentId: string | null, name = id): TreeUnit => ({
    id,
    parentId,
    name,
    shortName: name,
    code: id.toUpperCase(),
    channel: 'system',
    kind: 'agency',
  });
  const units = [at('tinh', null), at('khoi', 'tinh', 'Đoàn Khối'), at('a', 'khoi'), at('b', 'khoi'), at('b1', 'b')];
  const tree = treeOf([...units, at('dang', null, 'Đảng ủy Khối')]);
  const ids = (open: string[], query = ''): string[] =>
    rowsOf(tree, 'khoi', new Set(open), query).map(({ unit: { id }, depth }) => `${depth}${id}`);

  it('begins with the units of the sender, then the others', () => {
    expect(ids([])).toEqual(['0a', '0b', '0tinh', '0dang']);
    expect(ids(['b', 'tinh'])).toEqual(['0a', '0b', '1b1', '0tinh', '1khoi', '0dang']);
  });

  it('finds without accents, wherever it is', () => {
    expect(ids([], 'KHOI dang')).toEqual(['0dang']);
    expect(ids([], 'b1')).toEqual(['0b1']);
  });

  it('knows a whole branch', () => expect(below(tree, 'khoi').map(({ id }) => id)).toEqual(['a', 'b', 'b1']));

  it('opens 3,000 units within a frame or two of a slow computer', () => {
    const many = treeOf(Array.from({ length: 3000 }, (_, n) => at(`u${n}`, n === 0 ? null : `u${(n - 1) >> 2}`)));
    expect(rowsOf(many, 'u0', new Set(many.byId.keys()), '')).toHaveLength(2999);
    expect(rowsOf(many, 'u0', new Set(), 'u2999')).toHaveLength(1);
  });
});

describe('lines under "Nơi nhận"', () => {
  it('name each target once', () => {
    const lines = picked(picked([], [unit('a'), unit('b')], 'act'), [unit('a'), ALL_UNITS], 'inform');
    expect(lines.map(({ target, purpose }) => [target, purpose])).toEqual([
      ['unit', 'act'],
      ['unit', 'act'],
      ['all_units', 'inform'],
    ]);
    expect(withPurpose(lines, unit('b'), 'file')[1]?.purpose).toBe('file');
    expect(dropped(lines, [unit('a'), ALL_UNITS])).toHaveLength(1);
  });
});
