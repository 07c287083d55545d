/** A workbook of one sheet with text in it, by hand: OOXML parts in a zip without compression. Loaded when somebody asks for one. */

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    // Not allowed in XML at all.
    .replaceAll(/(?![\t\n\r])\p{Cc}/gu, '');

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/** The first row is the head: it stays in sight. Every cell is text, so nothing is taken for a formula or a date. */
export function xlsxOf(rows: readonly (readonly string[])[]): Uint8Array<ArrayBuffer> {
  return zipOf({
    '[Content_Types].xml': `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
    '_rels/.rels': `${HEAD}<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="gnvb" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': sheetOf(rows),
  });
}

const cell = (text: string): string => `<c t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;

function sheetOf(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((row) => `<row>${row.map(cell).join('')}</row>`).join('');
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="20" width="22"/></cols><sheetData>${lines}</sheetData></worksheet>`;
}

const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

function crcOf(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (CRC[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

// 1 January 1980: the date is not what matters, and the same table gives the same bytes.
const DAY_ONE = 0x21;

/** PKWARE APPNOTE 4.3: local headers with their content, then the directory. Method 0, names in UTF-8. */
function zipOf(files: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const locals: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const [title, content] = [encoder.encode(name), encoder.encode(text)];
    const common = [20, 0x800, 0, 0, DAY_ONE];
    const sizes = [crcOf(content), content.length, content.length];
    const local = join([numbers([0x04034b50], common, sizes, [title.length, 0]), title, content]);
    directory.push(
      join([numbers([0x02014b50], [20, ...common], sizes, [title.length, 0, 0, 0, 0], [0, offset]), title]),
    );
    locals.push(local);
    offset += local.length;
  }
  const index = join(directory);
  const count = directory.length;
  return join([...locals, index, numbers([0x06054b50], [0, 0, count, count], [index.length, offset], [0])]);
}

/** Groups by turns of four and of two bytes, little-endian. */
function numbers(...groups: readonly (readonly number[])[]): Uint8Array {
  const bytes: number[] = [];
  groups.forEach((group, place) => {
    const width = place % 2 === 0 ? 4 : 2;
    for (const value of group) for (let at = 0; at < width; at++) bytes.push((value >>> (8 * at)) & 0xff);
  });
  return Uint8Array.from(bytes);
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
