import { bytesOf, newPaper, type Paper } from '../platform/paper/paper.ts';
import { sessionText } from './training.texts.ts';

export interface Ticket {
  readonly hostName: string;
  readonly weekName: string;
  readonly unitName: string;
  readonly traineeName: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly place: string;
  readonly phone: string;
  /** What the QR code says. */
  readonly code: string;
}

const QR_SIDE = 150;

/** The invitation to print and bring along: one page, with the code for the door. */
export async function ticketPdf(ticket: Ticket, madeAt: Date): Promise<Buffer> {
  const paper = newPaper('A5', `Giấy mời: ${ticket.weekName}`, madeAt);
  const { margins, width } = paper.page;
  const lines: [string, string][] = [
    ['Đơn vị', ticket.unitName],
    ['Người dự', ticket.traineeName === '' ? '................................................' : ticket.traineeName],
    ['Thời gian', sessionText(ticket.startsAt, ticket.endsAt)],
    ['Địa điểm', ticket.place],
  ];
  if (ticket.phone !== '') lines.push(['Liên hệ', ticket.phone]);
  const scale = scaleOf(paper, ticket, lines);
  draw(paper, ticket, lines, scale);
  const { default: qrcode } = await import('qrcode');
  const picture = await qrcode.toBuffer(ticket.code, { type: 'png', errorCorrectionLevel: 'M', margin: 1, scale: 6 });
  const top = paper.y + 12;
  paper.image(picture, (width - QR_SIDE) / 2, top, { width: QR_SIDE });
  paper.font('text').fontSize(10.5);
  paper.text('Đưa mã này ở cửa để điểm danh. Không quét được thì đọc tên đơn vị.', margins.left, top + QR_SIDE + 8, {
    width: width - margins.left - margins.right,
    align: 'center',
  });
  paper.text('Mỗi đơn vị cử đúng một người.', { align: 'center' });
  return bytesOf(paper);
}

/** Room for the code and what stands below it. */
const CODE_HEIGHT = QR_SIDE + 70;
const SCALES = [1, 0.9, 0.8, 0.7, 0.6] as const;

/** The largest letters with which everything stays on one page, whatever the names. */
function scaleOf(paper: Paper, ticket: Ticket, lines: readonly (readonly [string, string])[]): number {
  const { margins, width, height } = paper.page;
  const measured = (text: string, size: number): number =>
    paper
      .font('bold')
      .fontSize(size)
      .heightOfString(text, { width: width - margins.left - margins.right });
  const heightAt = (scale: number): number =>
    measured(ticket.hostName.toUpperCase(), 11 * scale) +
    measured(ticket.weekName, 12 * scale) +
    lines.reduce((sum, [label, value]) => sum + measured(`${label}: ${value}`, 12 * scale) + 5 * scale, 0) +
    70 * scale;
  const room = height - margins.top - margins.bottom - CODE_HEIGHT;
  return SCALES.find((scale) => heightAt(scale) <= room) ?? 0.5;
}

function draw(paper: Paper, ticket: Ticket, lines: readonly (readonly [string, string])[], scale: number): void {
  paper
    .font('bold')
    .fontSize(11 * scale)
    .text(ticket.hostName.toUpperCase(), { align: 'center' });
  paper
    .moveDown(1)
    .fontSize(17 * scale)
    .text('GIẤY MỜI TẬP HUẤN', { align: 'center' });
  paper
    .moveDown(0.3)
    .fontSize(12 * scale)
    .text(ticket.weekName, { align: 'center' });
  paper.moveDown(1);
  for (const [label, value] of lines) {
    paper.font('text').text(`${label}: `, { continued: true }).font('bold').text(value);
    paper.moveDown(0.3);
  }
}
