import { describe, expect, it } from '@jest/globals';
import { readBookingRows } from './booking-rows.ts';
import { instantOf, sessionNow, timetableOf } from './timetable.model.ts';
import { unitsLike } from './standings.ts';

describe('a list of people', () => {
  it('is read as pasted from Excel, without its heading and empty lines', () => {
    expect(
      readBookingRows('Mã đơn vị\tHọ tên\tĐiện thoại\ncđ-01\tNgười thứ nhất\t0294 3855 123\n\nCD-02\tNgười thứ hai'),
    ).toEqual({
      rows: [
        { unitCode: 'CĐ-01', traineeName: 'Người thứ nhất', traineePhone: '0294 3855 123' },
        { unitCode: 'CD-02', traineeName: 'Người thứ hai', traineePhone: '' },
      ],
      lines: [2, 4],
      mistakes: [],
    });
  });
  it('is read from CSV with quotes, semicolons and a mark at the beginning', () => {
    const { rows } = readBookingRows('\uFEFF"CD-01";"Cán bộ ""A""; văn phòng";\r\n');
    expect(rows).toEqual([{ unitCode: 'CD-01', traineeName: 'Cán bộ "A"; văn phòng', traineePhone: '' }]);
  });
  it('names lines that are not complete, by the numbers one sees', () => {
    expect(readBookingRows('CD-01\tMột\n\tHai\nCD-03\t\nCD-04\tBốn\tkhông rõ').mistakes).toEqual([
      { row: 2, why: 'listNoCode' },
      { row: 3, why: 'listNoName' },
      { row: 4, why: 'listBadPhone' },
    ]);
  });
});

const session = (day: string, time: string, state = 'open') => ({
  startsAt: instantOf(day, time),
  endsAt: new Date(Date.parse(instantOf(day, time)) + 3_600_000).toISOString(),
  state,
});

describe('a timetable', () => {
  it('has halves of days in Việt Nam, whatever the zone of the computer', () => {
    const all = [session('2020-05-18', '07:00'), session('2020-05-18', '13:00'), session('2020-05-19', '11:00')];
    expect(timetableOf(all)).toEqual([
      { day: '2020-05-18', morning: [all[0]], afternoon: [all[1]] },
      { day: '2020-05-19', morning: [all[2]], afternoon: [] },
    ]);
  });
  it('knows for which session the door is open', () => {
    const all = [session('2020-05-18', '07:00'), session('2020-05-18', '08:00'), session('2020-05-18', '13:00')];
    const at = (time: string) => sessionNow(all, Date.parse(instantOf('2020-05-18', time)));
    expect(at('05:59')).toBeNull();
    expect([at('06:10'), at('07:59')]).toEqual([all[0], all[0]]);
    expect([at('08:00'), at('09:20')]).toEqual([all[1], all[1]]);
    expect(at('10:00')).toBeNull();
    expect(sessionNow([session('2020-05-18', '07:00', 'cancelled')], Date.parse(all[0]!.startsAt))).toBeNull();
  });
});

it('finds units without accents, by code, name or person', () => {
  const unit = { unitCode: 'CD-07', unitName: 'Chi đoàn Kho bạc', traineeName: 'Người được cử' };
  const found = ['kho bac', 'cd-07', 'DUOC', ''].map((q) => unitsLike([unit], q).length);
  expect(found).toEqual([1, 1, 1, 1]);
  expect(unitsLike([unit], 'thuế')).toEqual([]);
});
