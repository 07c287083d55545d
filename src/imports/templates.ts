import { buffer } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { fieldsOf, headingOf, type ImportKind } from './columns.policy.ts';
import { csvText } from './csv-out.ts';

export const TEMPLATES = [
  'units.csv',
  'units.xlsx',
  'accounts.csv',
  'accounts.xlsx',
  'legacy-inboxes.csv',
  'legacy-inboxes.xlsx',
] as const;
export type TemplateName = (typeof TEMPLATES)[number];

/** Zip entries need some time; the same bytes every time are easier to compare. */
const WRITTEN = new Date('2020-01-01T00:00:00Z');
const NS = 'http://schemas.openxmlformats.org';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
/** Rows of the sheet that are formatted as text, so that Excel leaves 007 and 1-2 alone. */
const COLUMN_WIDTH = 22;

/** An empty table with the right headings. */
export async function templateOf(name: TemplateName): Promise<Buffer> {
  const kind = name.slice(0, name.lastIndexOf('.')) as ImportKind;
  const headings = fieldsOf(kind).map((field) => headingOf(kind, field));
  return name.endsWith('.csv') ? Buffer.from(csvText([headings])) : workbook(headings);
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** All columns are text: what is typed stays as it was typed. */
function sheet(headings: readonly string[]): string {
  const cells = headings.map((text) => `<c t="inlineStr" s="1"><is><t>${escaped(text)}</t></is></c>`).join('');
  return `${XML}<worksheet xmlns="${NS}/spreadsheetml/2006/main"><cols><col min="1" max="${headings.length}" width="${COLUMN_WIDTH}" style="1" customWidth="1"/></cols><sheetData><row r="1">${cells}</row></sheetData></worksheet>`;
}

const STYLES = `${XML}<styleSheet xmlns="${NS}/spreadsheetml/2006/main"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="49" applyNumberFormat="1"/></cellXfs></styleSheet>`;

const relation = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${NS}/officeDocument/2006/relationships/${type}" Target="${target}"/>`;

const relations = (inside: string): string =>
  `${XML}<Relationships xmlns="${NS}/package/2006/relationships">${inside}</Relationships>`;

const contentType = (part: string, type: string): string =>
  `<Override PartName="${part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml"/>`;

function partsOf(headings: readonly string[]): [name: string, text: string][] {
  const types = `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`;
  const overrides = [
    contentType('/xl/workbook.xml', 'sheet.main'),
    contentType('/xl/worksheets/sheet1.xml', 'worksheet'),
    contentType('/xl/styles.xml', 'styles'),
  ];
  return [
    [
      '[Content_Types].xml',
      `${XML}<Types xmlns="${NS}/package/2006/content-types">${types}${overrides.join('')}</Types>`,
    ],
    ['_rels/.rels', relations(relation('rId1', 'officeDocument', 'xl/workbook.xml'))],
    [
      'xl/workbook.xml',
      `${XML}<workbook xmlns="${NS}/spreadsheetml/2006/main" xmlns:r="${NS}/officeDocument/2006/relationships"><sheets><sheet name="Danh sách" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      relations(relation('rId1', 'worksheet', 'worksheets/sheet1.xml') + relation('rId2', 'styles', 'styles.xml')),
    ],
    ['xl/styles.xml', STYLES],
    ['xl/worksheets/sheet1.xml', sheet(headings)],
  ];
}

function workbook(headings: readonly string[]): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, text] of partsOf(headings)) zip.addBuffer(Buffer.from(text), name, { mtime: WRITTEN });
  zip.end();
  return buffer(zip.outputStream as Readable);
}
