import { VIETNAM_CALENDAR } from '../calendar/holidays.ts';
import { addDays, isWorkingDay, localDate, localMidnight, type LocalDate } from '../calendar/working-calendar.ts';

const MINUTE = 60_000;
const OFFICE_OPENS = '08:00';

/** An instant in Việt Nam: `at('2020-05-12', '16:10')`. */
export const at = (day: LocalDate, time: string): Date => new Date(`${day}T${time}:00+07:00`);

export const later = (from: Date, minutes: number): Date => new Date(from.getTime() + minutes * MINUTE);

/** The days around the present, so that the sample's boards look alive whenever it is made. */
export class Present {
  readonly today: LocalDate;
  readonly tomorrow: LocalDate;

  constructor(readonly now: Date) {
    this.today = localDate(now);
    this.tomorrow = addDays(this.today, 1);
  }

  /** The n-th working day before today. */
  workingDay(n: number): LocalDate {
    let day = this.today;
    for (let left = n; left > 0;) {
      day = addDays(day, -1);
      if (isWorkingDay(VIETNAM_CALENDAR, day)) left--;
    }
    return day;
  }

  /** An instant of today that has gone by, also just after midnight: 0 = the morning, close to 1 = a moment ago. */
  todayAt(share: number): Date {
    const morning = at(this.today, OFFICE_OPENS).getTime();
    const start = Math.max(Math.min(morning, this.now.getTime() - 180 * MINUTE), localMidnight(this.today).getTime());
    return new Date(Math.floor(start + (this.now.getTime() - start) * share));
  }
}
