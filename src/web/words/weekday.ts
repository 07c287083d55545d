import { dayInWords, localDay, whenExactly, type WordLanguage } from './when.ts';

const DAY = 24 * 3_600_000;

/** Monday is 0. @param day yyyy-MM-dd */
export const weekdayOf = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;

const LONG = {
  vi: ['Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy', 'Chủ nhật'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
} as const;
const SHORT = {
  vi: ['T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'CN'],
  en: ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'],
} as const;

export const weekdaysShort = (language: WordLanguage): readonly string[] => SHORT[language];
export const weekdaysLong = (language: WordLanguage): readonly string[] => LONG[language];

/** "Thứ Hai 18/05/2020". @param day yyyy-MM-dd */
export const dayWithWeekday = (day: string, language: WordLanguage): string =>
  `${LONG[language][weekdayOf(day)] ?? ''} ${dayInWords(day)}`;

/** "07:00–08:00" */
export const hoursInWords = (startsAt: string, endsAt: string): string =>
  `${whenExactly(startsAt).slice(-5)}–${whenExactly(endsAt).slice(-5)}`;

/** "Thứ Hai 18/05/2020, 07:00–08:00" */
export const sessionInWords = (startsAt: string, endsAt: string, language: WordLanguage): string =>
  `${dayWithWeekday(localDay(Date.parse(startsAt)), language)}, ${hoursInWords(startsAt, endsAt)}`;

/** @param day yyyy-MM-dd @param count days, also backwards */
export const plusDays = (day: string, count: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY).toISOString().slice(0, 10);
