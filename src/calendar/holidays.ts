import { addDays, isWeekend, workingCalendar } from './working-calendar.ts';
import type { CalendarData, Holiday, LocalDate, OfficeHours } from './working-calendar.ts';

/** Raise the last figure whenever a date below changes: deadlines keep the version they were computed with. */
export const CALENDAR_VERSION = '2020-2030.1';

/** The years below. Any other year has its weekends and nothing else: extend the table before the year begins. */
export const FIRST_YEAR = 2020;
export const LAST_YEAR = 2030;

/** Fixed by each province. Trà Vinh's are from memory and not verified. */
export const OFFICE_HOURS: readonly OfficeHours[] = [
  { from: '07:00', to: '11:00' },
  { from: '13:00', to: '17:00' },
];

interface Swap {
  readonly dayOff: LocalDate;
  /** The Saturday worked instead. */
  readonly makeUp: LocalDate;
}

/** Working days exchanged by the Prime Minister's yearly notice. Empty until one is entered from its text. */
export const SWAPS: readonly Swap[] = [];

interface LunarYear {
  readonly year: number;
  /** The first day of the lunar year (Mùng 1). */
  readonly tet: LocalDate;
  /**
   * How many of the five days of Tết precede Mùng 1: 1 or 2, the Prime Minister's choice. 2020–2026 as announced
   * (from memory, not verified); 1 for the years not announced yet, so that the days are the eve and Mùng 1–4.
   */
  readonly tetEves: 1 | 2;
  /** Giỗ Tổ Hùng Vương, the 10th of the 3rd lunar month. */
  readonly gioTo: LocalDate;
  /**
   * The day next to 2/9 (BLLĐ 2019 Art 112.1đ, from 2021), before or after it. 2021–2026 as announced (from memory);
   * afterwards the side that touches the weekend.
   */
  readonly nextToNationalDay: LocalDate | null;
}

/** Lunar dates: npm date-holidays 3.37.0, some years checked against @dqcai/vn-lunar 1.0.1. */
const YEARS: readonly LunarYear[] = [
  { year: 2020, tet: '2020-01-25', tetEves: 2, gioTo: '2020-04-02', nextToNationalDay: null },
  { year: 2021, tet: '2021-02-12', tetEves: 2, gioTo: '2021-04-21', nextToNationalDay: '2021-09-03' },
  { year: 2022, tet: '2022-02-01', tetEves: 1, gioTo: '2022-04-10', nextToNationalDay: '2022-09-01' },
  { year: 2023, tet: '2023-01-22', tetEves: 2, gioTo: '2023-04-29', nextToNationalDay: '2023-09-01' },
  { year: 2024, tet: '2024-02-10', tetEves: 2, gioTo: '2024-04-18', nextToNationalDay: '2024-09-03' },
  { year: 2025, tet: '2025-01-29', tetEves: 2, gioTo: '2025-04-07', nextToNationalDay: '2025-09-01' },
  { year: 2026, tet: '2026-02-17', tetEves: 1, gioTo: '2026-04-26', nextToNationalDay: '2026-09-01' },
  { year: 2027, tet: '2027-02-06', tetEves: 1, gioTo: '2027-04-16', nextToNationalDay: '2027-09-03' },
  { year: 2028, tet: '2028-01-26', tetEves: 1, gioTo: '2028-04-04', nextToNationalDay: '2028-09-01' },
  { year: 2029, tet: '2029-02-13', tetEves: 1, gioTo: '2029-04-23', nextToNationalDay: '2029-09-03' },
  { year: 2030, tet: '2030-02-02', tetEves: 1, gioTo: '2030-04-12', nextToNationalDay: '2030-09-03' },
];

/** 24/11 (Ngày Văn hóa Việt Nam) is left out: when it becomes a day off in law is not verified. */
function statutory({ year, tet, tetEves, gioTo, nextToNationalDay }: LunarYear): readonly Holiday[] {
  const tetDays = [0, 1, 2, 3, 4].map((day) => addDays(tet, day - tetEves));
  return [
    { date: `${year}-01-01`, name: 'Tết Dương lịch' },
    ...tetDays.map((date) => ({ date, name: 'Tết Âm lịch' })),
    { date: gioTo, name: 'Giỗ Tổ Hùng Vương' },
    { date: `${year}-04-30`, name: 'Ngày Chiến thắng' },
    { date: `${year}-05-01`, name: 'Ngày Quốc tế Lao động' },
    { date: `${year}-09-02`, name: 'Quốc khánh' },
    ...(nextToNationalDay === null ? [] : [{ date: nextToNationalDay, name: 'Quốc khánh' }]),
  ];
}

/** A holiday on a weekly day off moves to the next working day (BLLĐ 2019 Art 111.3). */
function compensation(fixed: readonly Holiday[]): readonly Holiday[] {
  const taken = new Set(fixed.map((holiday) => holiday.date));
  return fixed
    .filter((holiday) => isWeekend(holiday.date))
    .map(({ date, name }) => {
      let day = date;
      while (isWeekend(day) || taken.has(day)) day = addDays(day, 1);
      taken.add(day);
      return { date: day, name: `Nghỉ bù ${name}` };
    });
}

function holidays(): readonly Holiday[] {
  const fixed = YEARS.flatMap(statutory);
  const swapped = SWAPS.map(({ dayOff }) => ({ date: dayOff, name: 'Nghỉ hoán đổi' }));
  return [...fixed, ...compensation(fixed), ...swapped].toSorted((a, b) => (a.date < b.date ? -1 : 1));
}

export const VIETNAM_CALENDAR_DATA: CalendarData = {
  version: CALENDAR_VERSION,
  holidays: holidays(),
  makeUpDays: SWAPS.map(({ makeUp }) => makeUp),
  officeHours: OFFICE_HOURS,
};

export const VIETNAM_CALENDAR = workingCalendar(VIETNAM_CALENDAR_DATA);
