/** Dates as people say them. Pure; the zone is Vietnam's, which has no summer time. */

export type WordLanguage = 'vi' | 'en';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Asia/Ho_Chi_Minh, fixed since 1975. */
const ZONE = 7 * HOUR;

const two = (n: number): string => String(n).padStart(2, '0');

interface Parts {
  readonly day: number;
  readonly date: string;
  readonly time: string;
}

function parts(instant: number): Parts {
  const local = new Date(instant + ZONE);
  return {
    day: Math.floor((instant + ZONE) / DAY),
    date: `${two(local.getUTCDate())}/${two(local.getUTCMonth() + 1)}/${local.getUTCFullYear()}`,
    time: `${two(local.getUTCHours())}:${two(local.getUTCMinutes())}`,
  };
}

/** "hôm nay 14:05", "hôm qua 09:10", "ngày mai 08:00", otherwise "27/04/2020 14:05". @param instant ISO, with zone */
export function whenInWords(instant: string, now: number, language: WordLanguage = 'vi'): string {
  const at = parts(Date.parse(instant));
  const away = at.day - parts(now).day;
  const near = (language === 'vi' ? NEAR_VI : NEAR_EN)[away];
  return near ? `${near} ${at.time}` : `${at.date} ${at.time}`;
}

const NEAR_VI: Readonly<Record<number, string>> = { [-1]: 'hôm qua', 0: 'hôm nay', 1: 'ngày mai' };
const NEAR_EN: Readonly<Record<number, string>> = { [-1]: 'yesterday', 0: 'today', 1: 'tomorrow' };

/** For a tight column: "14:05" today, otherwise "27/04" of this year and "27/04/2020" of another. */
export function whenShort(instant: string, now: number): string {
  const at = parts(Date.parse(instant));
  const today = parts(now);
  if (at.day === today.day) return at.time;
  return at.date.endsWith(today.date.slice(6)) ? at.date.slice(0, 5) : at.date;
}

/** "27/04/2020 14:05": exact, for hover and print. */
export function whenExactly(instant: string): string {
  const { date, time } = parts(Date.parse(instant));
  return `${date} ${time}`;
}

/** A calendar day: "27/04/2020". @param day yyyy-MM-dd */
export function dayInWords(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${date}/${month}/${year}`;
}

/** The local day of an instant as yyyy-MM-dd. */
export function localDay(now: number): string {
  return new Date(now + ZONE).toISOString().slice(0, 10);
}

/** An hour as people type it: 7:30, 07h30, 0730, 14h. @returns HH:mm; null when it is none */
export function timeFromWords(text: string): string | null {
  const [, hour = '', minute = ''] = /^(\d{1,2})(?:\s?[:hg.]\s?)?(\d{2})?$/i.exec(text.trim()) ?? [];
  const isTime = hour !== '' && Number(hour) < 24 && Number(minute) < 60;
  return isTime ? `${two(Number(hour))}:${two(Number(minute))}` : null;
}

export interface DeadlineWords {
  /** "còn 2 giờ", "quá hạn 1 ngày", "hạn hôm nay 17:00". */
  readonly words: string;
  /** `soon`: less than a day. */
  readonly tone: 'late' | 'soon' | 'calm';
}

/** How a deadline stands, in its largest whole unit. */
export function deadlineInWords(instant: string, now: number, language: WordLanguage = 'vi'): DeadlineWords {
  const left = Date.parse(instant) - now;
  const span = spanInWords(Math.abs(left), language);
  if (left < 0) return { words: language === 'vi' ? `quá hạn ${span}` : `${span} overdue`, tone: 'late' };
  return { words: language === 'vi' ? `còn ${span}` : `${span} left`, tone: left < DAY ? 'soon' : 'calm' };
}

/** "5 phút", "2 giờ", "3 ngày": whole units, downwards, at least one minute. @param span milliseconds */
export function spanInWords(span: number, language: WordLanguage = 'vi'): string {
  const minutes = Math.max(1, Math.floor(span / 60_000));
  const [count, vi, en] =
    minutes < 60
      ? [minutes, 'phút', 'minute']
      : minutes < 24 * 60
        ? [Math.floor(minutes / 60), 'giờ', 'hour']
        : [Math.floor(minutes / 1440), 'ngày', 'day'];
  return language === 'vi' ? `${count} ${vi}` : `${count} ${en}${count === 1 ? '' : 's'}`;
}
