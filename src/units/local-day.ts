/** Asia/Ho_Chi_Minh since 1975-06-13, without daylight saving. */
const UTC_OFFSET = 7 * 3600_000;

/** The calendar day in Việt Nam at an instant, 'yyyy-MM-dd'. */
export function localDay(at: Date): string {
  return new Date(at.getTime() + UTC_OFFSET).toISOString().slice(0, 10);
}
