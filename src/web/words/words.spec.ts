import { describe, expect, it } from '@jest/globals';
import { countInWords, sizeInWords } from './amounts.ts';
import { folded } from './folded.ts';
import { shortened } from './shortened.ts';
import { typedDay } from './typed-day.ts';
import {
  dayInWords,
  deadlineInWords,
  localDay,
  spanInWords,
  timeFromWords,
  whenExactly,
  whenInWords,
  whenShort,
} from './when.ts';

const now = Date.parse('2020-05-18T08:00:00+07:00');

describe('dates in words', () => {
  it.each([
    ['2020-05-18T14:05:00+07:00', 'hôm nay 14:05', '14:05'],
    ['2020-05-17T17:30:00Z', 'hôm nay 00:30', '00:30'],
    ['2020-05-17T16:59:00Z', 'hôm qua 23:59', '17/05'],
    ['2020-05-19T00:00:00+07:00', 'ngày mai 00:00', '19/05'],
    ['2020-05-20T07:05:00+07:00', '20/05/2020 07:05', '20/05'],
    ['2019-12-31T17:00:00Z', '01/01/2020 00:00', '01/01'],
    ['2019-12-31T16:59:00Z', '31/12/2019 23:59', '31/12/2019'],
  ])('%s is %s, short %s', (instant, words, short) => {
    expect(whenInWords(instant, now)).toBe(words);
    expect(whenShort(instant, now)).toBe(short);
  });

  it('says the exact time and the day as the paper does', () => {
    expect(whenExactly('2020-04-27T07:05:00Z')).toBe('27/04/2020 14:05');
    expect(dayInWords('2020-04-27')).toBe('27/04/2020');
    expect(localDay(Date.parse('2020-05-17T17:00:00Z'))).toBe('2020-05-18');
  });

  it.each([
    ['2020-05-18T10:00:00+07:00', 'còn 2 giờ', 'soon'],
    ['2020-05-18T09:59:00+07:00', 'còn 1 giờ', 'soon'],
    ['2020-05-18T08:00:20+07:00', 'còn 1 phút', 'soon'],
    ['2020-05-19T08:00:00+07:00', 'còn 1 ngày', 'calm'],
    ['2020-05-17T07:59:00+07:00', 'quá hạn 1 ngày', 'late'],
    ['2020-05-18T07:59:30+07:00', 'quá hạn 1 phút', 'late'],
  ])('a deadline at %s: %s', (instant, words, tone) => {
    expect(deadlineInWords(instant, now)).toEqual({ words, tone });
  });

  it('speaks English too', () => {
    expect(whenInWords('2020-05-17T10:00:00+07:00', now, 'en')).toBe('yesterday 10:00');
    expect(deadlineInWords('2020-05-18T10:00:00+07:00', now, 'en').words).toBe('2 hours left');
    expect(spanInWords(60_000, 'en')).toBe('1 minute');
  });
});

describe('what people type', () => {
  it.each([
    ['7:30', '07:30'],
    ['07h30', '07:30'],
    ['14h', '14:00'],
    ['1405', '14:05'],
    ['24:00', null],
    ['7:60', null],
    ['', null],
  ])('%s is the hour %s', (typed, time) => expect(timeFromWords(typed)).toBe(time));
});

describe('amounts in words', () => {
  it.each([
    [0, '0 B'],
    [1023, '1.023 B'],
    [1024, '1 kB'],
    [13_107_200, '12,5 MB'],
    [1024 ** 3 - 1024 ** 2, '1.023 MB'],
    [1024 ** 3, '1 GB'],
  ])('%d bytes are %s', (bytes, words) => expect(sizeInWords(bytes)).toBe(words));

  it('groups digits', () => {
    expect(countInWords(61_000)).toBe('61.000');
    expect(countInWords(999)).toBe('999');
    expect(countInWords(1_234_567, 'en')).toBe('1,234,567');
    expect(sizeInWords(13_107_200, 'en')).toBe('12.5 MB');
  });

  it('folds for finding', () => expect(folded('Đoàn Khối, Hỏa tốc')).toBe('doan khoi, hoa toc'));
});

describe('a long text', () => {
  it.each([
    ['Kế hoạch tập huấn', 20, 'Kế hoạch tập huấn'],
    ['Kế hoạch tập huấn', 16, 'Kế hoạch tập …'],
    ['Kế hoạch, tập huấn', 10, 'Kế hoạch …'],
    ['Kếhoạchtậphuấn', 5, 'Kếhoạ …'],
  ])('%s within %d is %s', (text, most, words) => expect(shortened(text, most)).toBe(words));
});

describe('a typed day', () => {
  it.each([
    ['05/06/2020', '2020-06-05'],
    ['18/5/2020', '2020-05-18'],
    [' 1-6-2020 ', '2020-06-01'],
    ['1.6.20', '2020-06-01'],
    ['29/02/2020', '2020-02-29'],
    ['29/02/2019', null],
    ['31/4/2020', null],
    ['2020', null],
    ['ngày mai', null],
  ])('%s is %s: the day comes first', (text, day) => expect(typedDay(text)).toBe(day));
});
