import type { Attendance, AttendanceSheet, Attendee } from './attendance.reader.ts';
import { bottomOf, PaperTable, widthOf, type PaperColumn } from '../platform/paper/paper-table.ts';
import { bytesOf, newPaper, numberPages, type Paper } from '../platform/paper/paper.ts';
import { sessionText } from './training.texts.ts';

const HOUR = new Intl.DateTimeFormat('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit' });

const MARKS = { waiting: '', booked: '', attended: 'Có mặt', absent: 'Vắng', cancelled: '' } as const;
const noteOf = ({ state, checkedInAt }: Attendee): string =>
  checkedInAt ? `${MARKS[state]} ${HOUR.format(checkedInAt)}` : MARKS[state];

const COLUMNS: readonly PaperColumn<Attendee>[] = [
  { heading: 'STT', share: 0.07, align: 'center', of: (_, no) => String(no) },
  { heading: 'Đơn vị', share: 0.34, align: 'left', of: ({ unitName }) => unitName },
  { heading: 'Họ và tên', share: 0.22, align: 'left', of: ({ traineeName }) => traineeName },
  { heading: 'Điện thoại', share: 0.14, align: 'left', of: ({ traineePhone }) => traineePhone },
  { heading: 'Ghi chú', share: 0.11, align: 'left', of: noteOf },
  { heading: 'Ký tên', share: 0.12, align: 'left', of: () => '' },
];

/** The attendance sheets to print and sign, one session after the other, each from a new page on. */
export function attendancePdf({ hostName, weekName, sheets }: Attendance, madeAt: Date): Promise<Buffer> {
  const paper = newPaper('A4', `Danh sách điểm danh: ${weekName}`, madeAt);
  sheets.forEach((sheet, i) => {
    if (i > 0) paper.addPage();
    head(paper, hostName, weekName, sheet);
    const table = new PaperTable(paper, COLUMNS);
    table.headings();
    sheet.attendees.forEach((person) => table.row(person));
    foot(paper, sheet);
  });
  if (sheets.length === 0) paper.fontSize(12).text('Không có buổi nào.');
  numberPages(paper);
  return bytesOf(paper);
}

function head(paper: Paper, hostName: string, weekName: string, sheet: AttendanceSheet): void {
  paper.font('bold').fontSize(12).text(hostName.toUpperCase(), { align: 'center' });
  paper.moveDown(0.8).fontSize(15).text('DANH SÁCH ĐIỂM DANH', { align: 'center' });
  paper.moveDown(0.2).fontSize(12.5).text(weekName, { align: 'center' });
  paper.moveDown(0.8).font('text').fontSize(12);
  paper.text(`Thời gian: ${sessionText(sheet.startsAt, sheet.endsAt)}`);
  paper.text(`Địa điểm: ${sheet.place}`);
  if (sheet.trainer !== '') paper.text(`Người hướng dẫn: ${sheet.trainer}`);
  paper.moveDown(0.6);
}

function foot(paper: Paper, { attendees }: AttendanceSheet): void {
  if (paper.y + 110 > bottomOf(paper)) paper.addPage();
  const came = attendees.filter(({ state }) => state === 'attended').length;
  paper.moveDown(0.8).font('text').fontSize(12);
  paper.text(`Tổng số: ${attendees.length} đơn vị; đã điểm danh: ${came}.`, paper.page.margins.left);
  const half = widthOf(paper) / 2;
  const top = paper.y + 14;
  paper.font('bold').text('Người hướng dẫn', paper.page.margins.left, top, { width: half, align: 'center' });
  paper.text('Người lập danh sách', paper.page.margins.left + half, top, { width: half, align: 'center' });
  paper
    .font('text')
    .fontSize(11)
    .text('(ký, ghi rõ họ tên)', paper.page.margins.left, paper.y, { width: half, align: 'center' });
  paper.text('(ký, ghi rõ họ tên)', paper.page.margins.left + half, paper.y - 13, { width: half, align: 'center' });
  paper.x = paper.page.margins.left;
}
