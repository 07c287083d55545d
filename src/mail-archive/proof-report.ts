import { createRequire } from 'node:module';
import { Injectable } from '@nestjs/common';
import { localDate } from '../calendar/working-calendar.ts';
import type { Principal } from '../platform/access/principal.ts';
import { Database } from '../platform/database/database.ts';
import { escapeHtml } from '../platform/text/html.ts';
import { placeAndDate } from '../registers/vietnamese-date.ts';
import { MAIL_ARCHIVE } from './mail-archive.errors.ts';
import type { MailDifferenceWire, MailProofWire } from './mail-proof.wire.ts';
import { MailProofsReader } from './mail-proofs.reader.ts';
import type { DifferenceKind } from './proof.policy.ts';

/** Of each sort, in the report; the API has all of them. */
const SHOWN = 1000;
const FONTS = {
  plain: font('400Regular/Tinos_400Regular.ttf'),
  bold: font('700Bold/Tinos_700Bold.ttf'),
};

function font(path: string): string {
  return createRequire(import.meta.url).resolve(`@expo-google-fonts/tinos/${path}`);
}

const SAID: Readonly<Record<DifferenceKind, string>> = {
  missing: 'Có trên máy chủ, chưa có trong kho lưu trữ',
  changed: 'Nội dung trên máy chủ khác bản đã lưu',
  'folder-unreadable': 'Máy chủ không cho mở thư mục',
  'not-readable-then': 'Lần chuyển trước máy chủ không trả thư, nay không còn trên máy chủ',
  extra: 'Đã lưu, nay không còn trên máy chủ',
  renumbered: 'Đã lưu từ chỗ khác, máy chủ đánh số lại',
  duplicate: 'Trùng với thư đã lưu của chính hộp thư',
  broken: 'Thư lỗi định dạng, giữ nguyên bản gốc',
};

interface Report {
  readonly proof: MailProofWire;
  readonly address: string;
  readonly unitName: string;
  readonly aboveName: string | null;
  readonly place: string;
  readonly differences: readonly MailDifferenceWire[];
  readonly isCut: boolean;
}

/** The record of a comparison (biên bản đối chiếu), to be read on a screen or printed and signed. */
@Injectable()
export class ProofReport {
  constructor(
    private readonly database: Database,
    private readonly reader: MailProofsReader,
  ) {}

  /** @throws request.not-found, mail-archive.no-proof-yet */
  async html(caller: Principal, id: string): Promise<string> {
    const report = await this.gather(caller, id);
    const rows = figuresOf(report).map(
      ([what, value]) => `<tr><th scope="row">${escapeHtml(what)}</th><td>${escapeHtml(value)}</td></tr>`,
    );
    const lines = report.differences.map(
      (line) =>
        `<tr>${cellsOf(line)
          .map((cell) => `<td>${escapeHtml(cell)}</td>`)
          .join('')}</tr>`,
    );
    const heads = HEADS.map((head) => `<th scope="col">${escapeHtml(head)}</th>`).join('');
    return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>${escapeHtml(TITLE)}</title><style>${STYLE}</style></head><body>
<h1>${escapeHtml(TITLE)}</h1><p>${escapeHtml(report.unitName)} — ${escapeHtml(report.address)}</p><p><strong>${escapeHtml(verdictOf(report))}</strong></p>
<table>${rows.join('')}</table><h2>Các điểm khác nhau</h2><table><thead><tr>${heads}</tr></thead><tbody>${lines.join('')}</tbody></table>
${report.isCut ? `<p>${escapeHtml(CUT)}</p>` : ''}</body></html>`;
  }

  /** A4. @throws request.not-found, mail-archive.no-proof-yet */
  async pdf(caller: Principal, id: string): Promise<Buffer> {
    const report = await this.gather(caller, id);
    const { default: Paper } = await import('pdfkit');
    const paper = new Paper({
      size: 'A4',
      margins: { top: 57, bottom: 57, left: 85, right: 48 },
      info: {
        Title: TITLE,
        CreationDate: new Date(report.proof.endedAt ?? 0),
        ModDate: new Date(report.proof.endedAt ?? 0),
      },
      font: FONTS.plain,
    });
    const parts: Buffer[] = [];
    paper.on('data', (part: Buffer) => parts.push(part));
    const ended = new Promise((resolve) => paper.once('end', resolve));
    draw(paper, report);
    paper.end();
    await ended;
    return Buffer.concat(parts);
  }

  private async gather(caller: Principal, id: string): Promise<Report> {
    const proof = await this.reader.one(this.database, caller, id);
    if (proof.state !== 'done') throw MAIL_ARCHIVE.noProofYet();
    const day = localDate(new Date(proof.endedAt ?? proof.requestedAt));
    const about = await this.database.first<{
      address: string;
      unitName: string;
      aboveName: string | null;
      place: string;
    }>(
      `select i.address, unit_name_on(u.id, $2::date) as "unitName", unit_name_on(u.parent_id, $2::date) as "aboveName", coalesce(u.place, up.place, '') as place
       from legacy_inbox i join unit u on u.id = i.unit_id left join unit up on up.id = u.parent_id where i.id = $1`,
      [proof.inboxId, day],
    );
    if (!about) throw new Error(`the inbox of proof ${id} is gone`);
    const [bad, good] = await Promise.all([
      this.reader.differencesOf(id, false, 0, SHOWN),
      this.reader.differencesOf(id, true, 0, SHOWN),
    ]);
    const differences = [...bad, ...good];
    return { ...about, proof, differences, isCut: differences.length < proof.explained + proof.unexplained };
  }
}

const TITLE = 'BIÊN BẢN ĐỐI CHIẾU HỘP THƯ ĐIỆN TỬ CŨ';
const CUT = 'Chỉ in những dòng đầu; toàn bộ danh sách có trên hệ thống.';
const STYLE =
  'body{font-family:serif;max-width:60rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;width:100%}th,td{border:1px solid;padding:.3rem;text-align:left;overflow-wrap:anywhere}';
const HEADS = ['TT', 'Thư mục / UID', 'Message-ID', 'Máy chủ (byte)', 'Kho (byte)', 'SHA-256', 'Giải thích'];

const verdictOf = ({ proof }: Report): string =>
  proof.agrees
    ? 'KẾT LUẬN: KHỚP. Mọi thư trên máy chủ đều có trong kho lưu trữ; các điểm khác nhau đã được giải thích.'
    : `KẾT LUẬN: CHƯA KHỚP. Còn ${proof.unexplained} điểm khác nhau chưa được giải thích.`;

const vietnamTime = (iso: string | null): string =>
  iso === null ? '' : new Date(iso).toLocaleString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh', hour12: false });
const count = (value: number): string => value.toLocaleString('vi-VN');

function figuresOf({ proof, address }: Report): [string, string][] {
  return [
    ['Hộp thư', address],
    ['Nguồn đối chiếu', proof.hasServer ? 'Máy chủ thư (IMAP), liệt kê lại toàn bộ' : 'Các tệp thư đã tải lên'],
    [
      'Cách đối chiếu',
      proof.everyHash
        ? 'Đọc lại và băm SHA-256 từng thư'
        : 'UID và dung lượng từng thư; băm SHA-256 thư chưa có hoặc khác dung lượng',
    ],
    ['Bắt đầu', vietnamTime(proof.beganAt)],
    ['Kết thúc', vietnamTime(proof.endedAt)],
    ['Người thực hiện', proof.requestedBy],
    ['Số thư mục', count(proof.folders)],
    ['Số thư trên máy chủ (nguồn)', `${count(proof.onServer)} (${count(proof.serverBytes)} byte)`],
    ['Số thư kho đã nhận', count(proof.inArchive)],
    ['Số thư khác nhau trong kho', count(proof.mails)],
    ['Khớp hoàn toàn', count(proof.same)],
    ['Đã băm lại', count(proof.hashed)],
    ['Khác nhau, đã giải thích', count(proof.explained)],
    ['Khác nhau, chưa giải thích', count(proof.unexplained)],
    ...proof.differences.map(({ kind, count: n }): [string, string] => [`— ${SAID[kind]}`, count(n)]),
  ];
}

function cellsOf(line: MailDifferenceWire): string[] {
  const sha256 = (line.serverSha256 ?? line.archiveSha256 ?? '').slice(0, 16);
  const { position, folder, uid, messageId, serverSize, archiveSize, kind } = line;
  return [
    String(position),
    `${folder} / ${uid}`,
    messageId ?? '',
    serverSize === null ? '' : count(serverSize),
    archiveSize === null ? '' : count(archiveSize),
    sha256,
    SAID[kind],
  ];
}

/** The heading is that of Đoàn documents: who issues it left, the organisation's line right. */
function draw(paper: PDFKit.PDFDocument, report: Report): void {
  const { left, right } = paper.page.margins;
  const width = paper.page.width - left - right;
  const half = width / 2;
  const top = paper.y;
  paper
    .fontSize(11)
    .font(FONTS.plain)
    .text(report.aboveName ?? '', left, top, { width: half - 8, align: 'center' });
  paper
    .font(FONTS.bold)
    .text(report.unitName.toLocaleUpperCase('vi'), left, paper.y, { width: half - 8, align: 'center' });
  const under = paper.y;
  paper
    .font(FONTS.bold)
    .text('ĐOÀN TNCS HỒ CHÍ MINH', left + half, top, { width: half, align: 'center', underline: true });
  const day = localDate(new Date(report.proof.endedAt ?? report.proof.requestedAt));
  paper
    .font(FONTS.plain)
    .text(placeAndDate(report.place || '……', day), left + half, paper.y + 4, { width: half, align: 'center' });
  paper.y = Math.max(paper.y, under) + 18;
  paper.fontSize(14).font(FONTS.bold).text(TITLE, left, paper.y, { width, align: 'center' });
  paper.moveDown(0.6).fontSize(11);
  for (const [what, value] of figuresOf(report)) {
    paper.font(FONTS.bold).text(`${what}: `, left, paper.y, { width, continued: true });
    paper.font(FONTS.plain).text(value || ' ');
  }
  paper.moveDown(0.5).font(FONTS.bold).text(verdictOf(report), { width });
  if (report.differences.length > 0) {
    paper.moveDown(0.8).text('Các điểm khác nhau', { width });
    paper.moveDown(0.3).font(FONTS.plain).fontSize(8);
    paper.table({
      columnStyles: [24, 88, 100, 46, 46, 60, '*'],
      data: [HEADS, ...report.differences.map(cellsOf)],
    });
    if (report.isCut) paper.fontSize(9).text(CUT, left, paper.y + 4, { width });
  }
  sign(paper, left, half);
}

/** Both who compared and who answers for the unit sign by hand. */
function sign(paper: PDFKit.PDFDocument, left: number, half: number): void {
  if (paper.y > paper.page.height - 180) paper.addPage();
  const y = paper.y + 24;
  for (const [at, who] of [
    [left, 'NGƯỜI ĐỐI CHIẾU'],
    [left + half, 'ĐẠI DIỆN ĐƠN VỊ'],
  ] as const) {
    paper.fontSize(11).font(FONTS.bold).text(who, at, y, { width: half, align: 'center' });
    paper
      .font(FONTS.plain)
      .fontSize(10)
      .text('(ký, ghi rõ họ tên)', at, y + 15, { width: half, align: 'center' });
  }
}
