/**
 * The days of the calendar that comes with the system, as they were when this migration was released: dates, then the name. Those of
 * src/calendar/holidays.ts; a later change is a new version of the calendar and never an edit here.
 */
export const DAYS_2020_2030 = `
2020-01-01 Tết Dương lịch
2020-01-23 2020-01-24 2020-01-25 2020-01-26 2020-01-27 Tết Âm lịch
2020-01-28 2020-01-29 Nghỉ bù Tết Âm lịch
2020-04-02 Giỗ Tổ Hùng Vương
2020-04-30 Ngày Chiến thắng
2020-05-01 Ngày Quốc tế Lao động
2020-09-02 Quốc khánh
2021-01-01 Tết Dương lịch
2021-02-10 2021-02-11 2021-02-12 2021-02-13 2021-02-14 Tết Âm lịch
2021-02-15 2021-02-16 Nghỉ bù Tết Âm lịch
2021-04-21 Giỗ Tổ Hùng Vương
2021-04-30 Ngày Chiến thắng
2021-05-01 Ngày Quốc tế Lao động
2021-05-03 Nghỉ bù Ngày Quốc tế Lao động
2021-09-02 2021-09-03 Quốc khánh
2022-01-01 Tết Dương lịch
2022-01-03 Nghỉ bù Tết Dương lịch
2022-01-31 2022-02-01 2022-02-02 2022-02-03 2022-02-04 Tết Âm lịch
2022-04-10 Giỗ Tổ Hùng Vương
2022-04-11 Nghỉ bù Giỗ Tổ Hùng Vương
2022-04-30 Ngày Chiến thắng
2022-05-01 Ngày Quốc tế Lao động
2022-05-02 Nghỉ bù Ngày Chiến thắng
2022-05-03 Nghỉ bù Ngày Quốc tế Lao động
2022-09-01 2022-09-02 Quốc khánh
2023-01-01 Tết Dương lịch
2023-01-02 Nghỉ bù Tết Dương lịch
2023-01-20 2023-01-21 2023-01-22 2023-01-23 2023-01-24 Tết Âm lịch
2023-01-25 2023-01-26 Nghỉ bù Tết Âm lịch
2023-04-29 Giỗ Tổ Hùng Vương
2023-04-30 Ngày Chiến thắng
2023-05-01 Ngày Quốc tế Lao động
2023-05-02 Nghỉ bù Giỗ Tổ Hùng Vương
2023-05-03 Nghỉ bù Ngày Chiến thắng
2023-09-01 2023-09-02 Quốc khánh
2023-09-04 Nghỉ bù Quốc khánh
2024-01-01 Tết Dương lịch
2024-02-08 2024-02-09 2024-02-10 2024-02-11 2024-02-12 Tết Âm lịch
2024-02-13 2024-02-14 Nghỉ bù Tết Âm lịch
2024-04-18 Giỗ Tổ Hùng Vương
2024-04-30 Ngày Chiến thắng
2024-05-01 Ngày Quốc tế Lao động
2024-09-02 2024-09-03 Quốc khánh
2025-01-01 Tết Dương lịch
2025-01-27 2025-01-28 2025-01-29 2025-01-30 2025-01-31 Tết Âm lịch
2025-04-07 Giỗ Tổ Hùng Vương
2025-04-30 Ngày Chiến thắng
2025-05-01 Ngày Quốc tế Lao động
2025-09-01 2025-09-02 Quốc khánh
2026-01-01 Tết Dương lịch
2026-02-16 2026-02-17 2026-02-18 2026-02-19 2026-02-20 Tết Âm lịch
2026-04-26 Giỗ Tổ Hùng Vương
2026-04-27 Nghỉ bù Giỗ Tổ Hùng Vương
2026-04-30 Ngày Chiến thắng
2026-05-01 Ngày Quốc tế Lao động
2026-09-01 2026-09-02 Quốc khánh
2027-01-01 Tết Dương lịch
2027-02-05 2027-02-06 2027-02-07 2027-02-08 2027-02-09 Tết Âm lịch
2027-02-10 2027-02-11 Nghỉ bù Tết Âm lịch
2027-04-16 Giỗ Tổ Hùng Vương
2027-04-30 Ngày Chiến thắng
2027-05-01 Ngày Quốc tế Lao động
2027-05-03 Nghỉ bù Ngày Quốc tế Lao động
2027-09-02 2027-09-03 Quốc khánh
2028-01-01 Tết Dương lịch
2028-01-03 Nghỉ bù Tết Dương lịch
2028-01-25 2028-01-26 2028-01-27 2028-01-28 2028-01-29 Tết Âm lịch
2028-01-31 Nghỉ bù Tết Âm lịch
2028-04-04 Giỗ Tổ Hùng Vương
2028-04-30 Ngày Chiến thắng
2028-05-01 Ngày Quốc tế Lao động
2028-05-02 Nghỉ bù Ngày Chiến thắng
2028-09-01 2028-09-02 Quốc khánh
2028-09-04 Nghỉ bù Quốc khánh
2029-01-01 Tết Dương lịch
2029-02-12 2029-02-13 2029-02-14 2029-02-15 2029-02-16 Tết Âm lịch
2029-04-23 Giỗ Tổ Hùng Vương
2029-04-30 Ngày Chiến thắng
2029-05-01 Ngày Quốc tế Lao động
2029-09-02 2029-09-03 Quốc khánh
2029-09-04 Nghỉ bù Quốc khánh
2030-01-01 Tết Dương lịch
2030-02-01 2030-02-02 2030-02-03 2030-02-04 2030-02-05 Tết Âm lịch
2030-02-06 2030-02-07 Nghỉ bù Tết Âm lịch
2030-04-12 Giỗ Tổ Hùng Vương
2030-04-30 Ngày Chiến thắng
2030-05-01 Ngày Quốc tế Lao động
2030-09-02 2030-09-03 Quốc khánh
`;

/** As the table keeps them, in order of their dates. */
export function holidaysOf(lines: string): readonly { readonly date: string; readonly name: string }[] {
  const days = lines
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [, dates = '', name = ''] = /^((?:\d{4}-\d\d-\d\d )+)(.+)$/.exec(line) ?? [];
      return dates
        .trim()
        .split(' ')
        .map((date) => ({ date, name }));
    });
  return days.toSorted((a, b) => (a.date < b.date ? -1 : 1));
}
