/**
 * 'ngày 05 tháng 3 năm 2020': days under 10 and months 1 and 2 take a leading zero, so that no other date can be made
 * of them with a pen; March never does (ND30 Annex I.II.4).
 */
export function longDate(localDate: string): string {
  const [, year, month = '', day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(localDate) ?? [];
  if (year === undefined) throw new RangeError(`not a date: ${localDate}`);
  return `ngày ${day} tháng ${Number(month) < 3 ? month : Number(month)} năm ${year}`;
}

/** The place-and-date line: 'Trà Vinh, ngày 05 tháng 3 năm 2020'. */
export function placeAndDate(place: string, localDate: string): string {
  return `${place}, ${longDate(localDate)}`;
}
