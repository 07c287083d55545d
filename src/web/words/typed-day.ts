/** A day as people type it here, day first: 18/5/2020, 18-05-2020, 18.5.20. @returns yyyy-MM-dd; null when it is no day */
export function typedDay(text: string): string | null {
  const [, day = '', month = '', year = ''] =
    /^\s*(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{4}|\d{2})\s*$/.exec(text) ?? [];
  if (day === '') return null;
  const iso = `${year.padStart(4, '20')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const found = new Date(`${iso}T00:00:00Z`);
  // 31/4 would become 1/5.
  return !Number.isNaN(found.getTime()) && found.toISOString().startsWith(iso) ? iso : null;
}
