import type { Readable } from 'node:stream';
import { widthOf } from '../platform/paper/paper-table.ts';
import { drawQr } from '../platform/paper/paper-qr.ts';
import { paperStream } from '../platform/paper/paper-stream.ts';
import { newPaper, type Paper } from '../platform/paper/paper.ts';
import type { NewCode } from './new-codes.ts';

const QR_SIDE = 150;
/** Three lines. */
const STUB_NAMES = 36;
const ZONE = 'Asia/Ho_Chi_Minh';
const DAY = new Intl.DateTimeFormat('vi-VN', { timeZone: ZONE, day: '2-digit', month: '2-digit', year: 'numeric' });
const HOUR = new Intl.DateTimeFormat('vi-VN', { timeZone: ZONE, hour: '2-digit', minute: '2-digit' });
const STEPS = [
  'Mở địa chỉ trên bằng trình duyệt, hoặc quét mã bên cạnh bằng điện thoại.',
  'Nhập tên đăng nhập và mã một lần đúng như in trên phiếu.',
  'Đặt mật khẩu của riêng mình. Từ đó đăng nhập bằng tên đăng nhập và mật khẩu ấy.',
];

/** One page for each code, as they are made. @param batches codes made by one transaction each */
export function handoutsPdf(batches: AsyncIterable<readonly NewCode[]>, publicUrl: string, madeAt: Date): Readable {
  const paper = newPaper('A4', 'Phiếu cấp tài khoản', madeAt, false);
  return paperStream(paper, pages(paper, batches, publicUrl));
}

async function* pages(
  paper: Paper,
  batches: AsyncIterable<readonly NewCode[]>,
  publicUrl: string,
): AsyncGenerator<void> {
  let isFirst = true;
  for await (const codes of batches) {
    for (const code of codes) {
      if (!isFirst) paper.addPage();
      isFirst = false;
      await page(paper, code, `${publicUrl}/activation`);
      yield;
    }
  }
  if (isFirst) paper.fontSize(13).text('Không còn ai cần cấp mã: phiếu vừa được người khác in.');
}

async function page(paper: Paper, { receiver, code, expiresAt }: NewCode, address: string): Promise<void> {
  const { margins } = paper.page;
  paper.font('bold').fontSize(18).text('PHIẾU CẤP TÀI KHOẢN', { align: 'center' });
  paper.font('text').fontSize(12.5).text('Hệ thống gửi, nhận văn bản', { align: 'center' }).moveDown(1.2);
  paper
    .fontSize(13)
    .text('Đơn vị: ', { continued: true })
    .font('bold')
    .text(receiver.unitName ?? '');
  paper.moveDown(0.3).font('text').text('Người dùng: ', { continued: true }).font('bold').text(receiver.displayName);
  const top = paper.y + 18;
  const width = widthOf(paper) - QR_SIDE - 16;
  // Behind the #: a browser never sends that part to a server. The code itself stays on the paper.
  await drawQr(
    paper,
    `${address}#${encodeURIComponent(receiver.username)}`,
    margins.left + width + 16,
    top - 6,
    QR_SIDE,
  );
  const facts: [string, string][] = [
    ['Địa chỉ', address],
    ['Tên đăng nhập', receiver.username],
    ['Mã một lần', code],
  ];
  let y = top;
  for (const [label, value] of facts) {
    paper.font('text').fontSize(11).text(label, margins.left, y, { width });
    paper
      .font('bold')
      .fontSize(label === 'Mã một lần' ? 20 : 14)
      .text(value, { width });
    y = paper.y + 10;
  }
  paper.y = Math.max(y, top + QR_SIDE) + 6;
  steps(paper, expiresAt);
  stub(paper, receiver);
}

function steps(paper: Paper, expiresAt: Date): void {
  const { left } = paper.page.margins;
  const width = widthOf(paper);
  paper.font('bold').fontSize(13).text('Ba bước để bắt đầu', left, paper.y, { width }).moveDown(0.3).font('text');
  STEPS.forEach((step, i) => paper.text(`${i + 1}. ${step}`, { width, indent: 0 }).moveDown(0.2));
  paper.moveDown(0.5).text('Mã dùng được một lần, đến ', { width, continued: true });
  paper
    .font('bold')
    .text(`${HOUR.format(expiresAt)} ngày ${DAY.format(expiresAt)}.`)
    .font('text');
  paper.text(
    'Phiếu giao tận tay người dùng, không chụp lại, không gửi qua mạng. Khi in phiếu mới, mã cũ hết hiệu lực.',
  );
}

/** What stays with the office: cut off and signed when the slip is handed over. */
function stub(paper: Paper, { unitName, displayName, username }: NewCode['receiver']): void {
  const { margins, height } = paper.page;
  const width = widthOf(paper);
  const top = height - margins.bottom - 150;
  paper
    .moveTo(margins.left, top)
    .lineTo(margins.left + width, top)
    .dash(4, { space: 3 })
    .stroke()
    .undash();
  paper
    .font('bold')
    .fontSize(12)
    .text('PHẦN LƯU: đã nhận phiếu', margins.left, top + 12, { width });
  // Whatever the names: the stub stays on its page, and what tells people apart comes first.
  const names = { width, height: STUB_NAMES, ellipsis: true };
  paper
    .font('text')
    .fontSize(10)
    .text([username, displayName, unitName ?? ''].join(', '), names);
  paper.fontSize(12).y += 8;
  paper.text('Người nhận: .................................................', { width, continued: false });
  paper.moveDown(0.4).text('Ngày ....... tháng ....... năm ............        Ký tên:', { width });
}
