import { describe, expect, it } from '@jest/globals';
import { barsOf, calleesOf, filterOf, remindable, telOf, wayFor } from './road.ts';

describe('whom to phone', () => {
  it('dials what people write', () => {
    expect(telOf('0294 385 1234')).toBe('tel:02943851234');
    expect(telOf('+84 (294) 385.1234')).toBe('tel:+842943851234');
    expect(telOf('chưa có')).toBeNull();
    expect(telOf(null)).toBeNull();
  });

  it('names the trainee before the unit, and each number once', () => {
    const contact = { name: 'Văn thư', title: 'Văn thư', email: null };
    const trainee = { name: 'Người dự', phone: '0912 345 678', startsAt: null };
    expect(calleesOf({ phone: '0294 385 1234', contact, trainee }).map(({ name }) => name)).toEqual([
      'Người dự',
      'Văn thư',
    ]);
    expect(calleesOf({ phone: '0912345678', contact: null, trainee })).toHaveLength(1);
    expect(calleesOf({ phone: null, contact, trainee: { name: '', phone: '', startsAt: null } })).toEqual([]);
  });
});

describe('the board', () => {
  it('leads to where an administrator can help', () => {
    expect(wayFor({ missing: ['account_issued'], reason: 'nobody' })).toBe('people');
    expect(wayFor({ missing: ['account_issued'], reason: 'awaiting-approval' })).toBe('lists');
    expect(wayFor({ missing: ['first_login'], reason: 'code-unused' })).toBe('slips');
    expect(wayFor({ missing: ['booked', 'trained'], reason: 'absent' })).toBe('training');
    expect(wayFor({ missing: ['first_acknowledgement'], reason: null })).toBeNull();
    expect(wayFor({ missing: [], reason: null })).toBeNull();
  });

  it('says who gets a reminder, and why others do not', () => {
    const row = (step: 'listed' | 'ready', email: string | null, remindedOn: string | null) => ({
      step,
      email,
      remindedOn,
    });
    const rows = [
      row('listed', 'a@x.example', null),
      row('listed', 'b@x.example', '2020-05-18'),
      row('listed', 'c@x.example', '2020-05-17'),
      row('listed', null, '2020-05-18'),
      row('ready', 'd@x.example', null),
    ];
    const { get, skip } = remindable(rows, '2020-05-18');
    expect(get).toEqual([rows[0], rows[2]]);
    expect(skip.map(([, why]) => why)).toEqual(['already', 'without-address', 'ready']);
  });

  it('draws bars no wider than all, also of nobody', () => {
    const steps = [
      { step: 'listed' as const, reached: 4, here: 1 },
      { step: 'ready' as const, reached: 3, here: 3 },
    ];
    expect(barsOf({ total: 4, steps }).map(({ width, standing }) => [width, standing])).toEqual([
      [1, 0.25],
      [0.75, 1],
    ]);
    expect(barsOf({ total: 0, steps: [{ step: 'listed', reached: 0, here: 0 }] })[0]).toMatchObject({ width: 0 });
  });

  it('keeps in the address only what narrows it', () => {
    expect(filterOf(new URLSearchParams('step=listed&q=&other=1'))).toEqual({ step: 'listed' });
  });
});
