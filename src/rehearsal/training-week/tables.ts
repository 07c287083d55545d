import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { csvText } from '../../imports/csv-out.ts';
import { OFFICE, UNITS } from './week.data.ts';

const NS = 'http://schemas.openxmlformats.org';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MADE = new Date('2020-05-11T00:00:00Z');

/** The list of units as agreed with the level above. @param phones where another number stands now, by code */
export const unitRows = (phones: Readonly<Record<string, string>> = {}): string[][] => [
  ['Mã đơn vị', 'Mã cấp trên', 'Tên đơn vị', 'Loại', 'Kênh nhận', 'Cách đánh số', 'Thư điện tử', 'Điện thoại'],
  ...UNITS.map(({ code, name, kind, email }) => [
    code,
    OFFICE.code,
    name,
    kind,
    'Hệ thống',
    'Theo năm',
    email,
    phones[code] ?? '0294 3855 000',
  ]),
];

/** One clerk for each unit. @param wrong codes of units that are mistyped */
export const accountRows = (wrong: Readonly<Record<string, string>> = {}): string[][] => [
  ['Tên đăng nhập', 'Họ và tên', 'Mã đơn vị', 'Vai trò', 'Chức danh'],
  ...UNITS.map(({ clerk, trainee, code }) => [clerk, trainee, wrong[code] ?? code, 'Văn thư', 'Văn thư']),
];

export const csv = (rows: string[][]): Buffer => Buffer.from(csvText(rows));

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const rowXml = (cells: readonly string[], i: number): string =>
  `<row r="${i + 1}">${cells.map((text) => `<c t="inlineStr"><is><t>${escaped(text)}</t></is></c>`).join('')}</row>`;

const type = (part: string, what: string): string =>
  `<Override PartName="${part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${what}+xml"/>`;

/** The rows as an Excel table. */
export function xlsx(rows: string[][]): Promise<Buffer> {
  const link = (what: string, target: string): string =>
    `${XML}<Relationships xmlns="${NS}/package/2006/relationships"><Relationship Id="rId1" Type="${NS}/officeDocument/2006/relationships/${what}" Target="${target}"/></Relationships>`;
  const parts: readonly (readonly [string, string])[] = [
    [
      '[Content_Types].xml',
      `${XML}<Types xmlns="${NS}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${type('/xl/workbook.xml', 'sheet.main')}${type('/xl/worksheets/sheet1.xml', 'worksheet')}</Types>`,
    ],
    ['_rels/.rels', link('officeDocument', 'xl/workbook.xml')],
    [
      'xl/workbook.xml',
      `${XML}<workbook xmlns="${NS}/spreadsheetml/2006/main" xmlns:r="${NS}/officeDocument/2006/relationships"><sheets><sheet name="Danh sách" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ],
    ['xl/_rels/workbook.xml.rels', link('worksheet', 'worksheets/sheet1.xml')],
    [
      'xl/worksheets/sheet1.xml',
      `${XML}<worksheet xmlns="${NS}/spreadsheetml/2006/main"><sheetData>${rows.map(rowXml).join('')}</sheetData></worksheet>`,
    ],
  ];
  const zip = new ZipFile();
  for (const [name, text] of parts) zip.addBuffer(Buffer.from(text), name, { mtime: MADE });
  zip.end();
  return buffer(zip.outputStream);
}
