import type { Readable } from 'node:stream';
import { PaperTable, widthOf, type PaperColumn } from '../platform/paper/paper-table.ts';
import { paperStream } from '../platform/paper/paper-stream.ts';
import { newPaper, numberPagesAsTheyCome, type Paper } from '../platform/paper/paper.ts';
import type { BookLine } from './handings.reader.ts';

const DAY = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
});
const WAYS = { in_person: 'trao tay', post: 'gửi bưu điện', phone: 'qua điện thoại' } as const;

const recipientOf = ({ recipient, recipientPhone, way }: BookLine): string =>
  recipient === null ? '' : [recipient, recipientPhone ?? '', way === null ? '' : WAYS[way]].filter(Boolean).join(', ');

const COLUMNS: readonly PaperColumn<BookLine>[] = [
  { heading: 'STT', share: 0.07, align: 'center', of: (_, no) => String(no) },
  { heading: 'Đơn vị', share: 0.25, align: 'left', of: ({ unitName }) => unitName },
  {
    heading: 'Người dùng',
    share: 0.22,
    align: 'left',
    of: ({ displayName, username }) => `${displayName}\n${username}`,
  },
  { heading: 'Ngày in', share: 0.12, align: 'center', of: ({ issuedAt }) => DAY.format(issuedAt) },
  { heading: 'Người nhận phiếu', share: 0.19, align: 'left', of: recipientOf },
  {
    heading: 'Ngày giao, ký nhận',
    share: 0.15,
    align: 'left',
    of: ({ handedAt }) => (handedAt === null ? '' : DAY.format(handedAt)),
  },
];

/** The book to print and sign, page by page as it is read. */
export function handingBookPdf(unitName: string, lines: AsyncIterable<readonly BookLine[]>, madeAt: Date): Readable {
  const paper = newPaper('A4', 'Sổ giao nhận phiếu cấp tài khoản', madeAt, false);
  numberPagesAsTheyCome(paper);
  return paperStream(paper, draw(paper, unitName, lines, madeAt));
}

async function* draw(
  paper: Paper,
  unitName: string,
  batches: AsyncIterable<readonly BookLine[]>,
  madeAt: Date,
): AsyncGenerator<void> {
  paper.font('bold').fontSize(12).text(unitName.toUpperCase(), { align: 'center' });
  paper.moveDown(0.8).fontSize(15).text('SỔ GIAO NHẬN PHIẾU CẤP TÀI KHOẢN', { align: 'center' });
  paper
    .moveDown(0.2)
    .font('text')
    .fontSize(12)
    .text(`In ngày ${DAY.format(madeAt)}`, { align: 'center' })
    .moveDown(0.8);
  const table = new PaperTable(paper, COLUMNS);
  table.headings();
  let count = 0;
  for await (const lines of batches) {
    for (const line of lines) {
      table.row(line);
      count += 1;
      yield;
    }
  }
  if (paper.y + 110 > paper.page.height - paper.page.margins.bottom) paper.addPage();
  const half = widthOf(paper) / 2;
  const { left } = paper.page.margins;
  paper.moveDown(0.8).font('text').fontSize(12).text(`Tổng số: ${count} phiếu.`, left);
  const top = paper.y + 14;
  paper.font('bold').text('Người giao', left, top, { width: half, align: 'center' });
  paper.text('Người lập sổ', left + half, top, { width: half, align: 'center' });
  const below = paper.y;
  paper.font('text').fontSize(11).text('(ký, ghi rõ họ tên)', left, below, { width: half, align: 'center' });
  paper.text('(ký, ghi rõ họ tên)', left + half, below, { width: half, align: 'center' });
}
