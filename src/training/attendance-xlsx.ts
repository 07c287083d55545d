import { buffer } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { Attendance, Attendee } from './attendance.reader.ts';
import { STATE_WORDS } from './training.errors.ts';
import { dayText } from './training.texts.ts';

const NS = 'http://schemas.openxmlformats.org';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const WIDTHS = [6, 26, 14, 30, 14, 42, 28, 16, 12, 20];
const HEADINGS = [
  'STT',
  'Ngày',
  'Giờ',
  'Địa điểm',
  'Mã đơn vị',
  'Đơn vị',
  'Họ và tên',
  'Điện thoại',
  'Trạng thái',
  'Điểm danh lúc',
];

const HOUR = new Intl.DateTimeFormat('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit' });
const MOMENT = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** Who is expected and who came, as an Excel table. Every cell is text: nothing typed by anybody is ever a formula or a number. */
export function attendanceXlsx(attendance: Attendance): Promise<Buffer> {
  const rows = attendance.sheets.flatMap((sheet) =>
    sheet.attendees.map((person) => [
      dayText(sheet.startsAt),
      `${HOUR.format(sheet.startsAt)}–${HOUR.format(sheet.endsAt)}`,
      sheet.place,
      ...cellsOf(person),
    ]),
  );
  const zip = new ZipFile();
  const mtime = new Date('2020-01-01T00:00:00Z');
  const lines = [HEADINGS, ...rows.map((row, i) => [String(i + 1), ...row])];
  for (const [name, text] of partsOf(sheetXml(lines))) zip.addBuffer(Buffer.from(text), name, { mtime });
  zip.end();
  return buffer(zip.outputStream as Readable);
}

function cellsOf({ unitCode, unitName, traineeName, traineePhone, state, checkedInAt }: Attendee): string[] {
  return [
    unitCode,
    unitName,
    traineeName,
    traineePhone,
    STATE_WORDS[state],
    checkedInAt ? MOMENT.format(checkedInAt) : '',
  ];
}

const escaped = (text: string): string =>
  text
    // oxlint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

function sheetXml(lines: readonly (readonly string[])[]): string {
  const columns = WIDTHS.map(
    (width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" style="1" customWidth="1"/>`,
  );
  const rows = lines.map((cells, i) => {
    const style = i === 0 ? 2 : 1;
    const inside = cells.map(
      (text) => `<c t="inlineStr" s="${style}"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`,
    );
    return `<row r="${i + 1}">${inside.join('')}</row>`;
  });
  const view = `<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews>`;
  return `${XML}<worksheet xmlns="${NS}/spreadsheetml/2006/main">${view}<cols>${columns.join('')}</cols><sheetData>${rows.join('')}</sheetData></worksheet>`;
}

/** Style 1: text, with `quotePrefix` so that what begins with = stays a text when the cell is edited; 2: the headings, in bold. */
const STYLES = `${XML}<styleSheet xmlns="${NS}/spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/><name val="Times New Roman"/></font><font><b/><sz val="11"/><name val="Times New Roman"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf numFmtId="49" quotePrefix="1" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>`;

const overrideOf = (part: string, of: string): string =>
  `<Override PartName="${part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${of}+xml"/>`;

function partsOf(sheet: string): [name: string, text: string][] {
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${NS}/officeDocument/2006/relationships/${type}" Target="${target}"/>`;
  const relations = (inside: string): string =>
    `${XML}<Relationships xmlns="${NS}/package/2006/relationships">${inside}</Relationships>`;
  const defaults = `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`;
  const overrides = [
    overrideOf('/xl/workbook.xml', 'sheet.main'),
    overrideOf('/xl/worksheets/sheet1.xml', 'worksheet'),
    overrideOf('/xl/styles.xml', 'styles'),
  ].join('');
  const workbook = `${XML}<workbook xmlns="${NS}/spreadsheetml/2006/main" xmlns:r="${NS}/officeDocument/2006/relationships"><sheets><sheet name="Điểm danh" sheetId="1" r:id="rId1"/></sheets></workbook>`;
  return [
    ['[Content_Types].xml', `${XML}<Types xmlns="${NS}/package/2006/content-types">${defaults}${overrides}</Types>`],
    ['_rels/.rels', relations(relation('rId1', 'officeDocument', 'xl/workbook.xml'))],
    ['xl/workbook.xml', workbook],
    [
      'xl/_rels/workbook.xml.rels',
      relations(relation('rId1', 'worksheet', 'worksheets/sheet1.xml') + relation('rId2', 'styles', 'styles.xml')),
    ],
    ['xl/styles.xml', STYLES],
    ['xl/worksheets/sheet1.xml', sheet],
  ];
}
