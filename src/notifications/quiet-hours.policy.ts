import { addDays, localDate, localMidnight } from '../calendar/working-calendar.ts';

const MINUTE = 60_000;
/** From 21:00 to 6:30 in Việt Nam no device rings, but for hỏa tốc (product.md §4). */
const BEGINS = 21 * 60 * MINUTE;
const ENDS = 6.5 * 60 * MINUTE;

/** When what is to be told now may ring; the same instant outside the quiet hours. */
export function afterQuietHours(now: Date): Date {
  const today = localDate(now);
  const sinceMidnight = now.getTime() - localMidnight(today).getTime();
  if (sinceMidnight >= BEGINS) return new Date(localMidnight(addDays(today, 1)).getTime() + ENDS);
  return sinceMidnight < ENDS ? new Date(localMidnight(today).getTime() + ENDS) : now;
}
