import { buffer } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { ZipFile } from 'yazl';
import { readRows, type ReadTable } from './read-rows.ts';
import { UnreadableTable } from './table.ts';
import { dayOf } from './xlsx-sheet.ts';

const NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';

interface Sheet {
  readonly name?: string;
  readonly state?: string;
  /** Inside `<sheetData>`. */
  readonly rows: string;
  /** Behind it. */
  readonly behind?: string;
}

interface Parts {
  readonly sheets: readonly Sheet[];
  readonly texts?: readonly string[];
  readonly styles?: string;
  readonly workbookPr?: string;
  readonly more?: readonly (readonly [name: string, bytes: Buffer])[];
}

async function zipped(parts: readonly (readonly [name: string, bytes: Buffer | string])[]): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, bytes] of parts) zip.addBuffer(Buffer.from(bytes as string), name);
  zip.end();
  return buffer(zip.outputStream as Readable);
}

function workbook({ sheets, texts = [], styles = '', workbookPr = '', more = [] }: Parts): Promise<Buffer> {
  const listed = sheets.map(
    ({ name = 'S', state = 'visible' }, i) =>
      `<sheet name="${name}${i}" sheetId="${i + 1}" state="${state}" r:id="r${i}"/>`,
  );
  const links = sheets.map((_, i) => `<Relationship Id="r${i}" Type="x" Target="worksheets/sheet${i}.xml"/>`);
  return zipped([
    [
      'xl/workbook.xml',
      `<?xml version="1.0"?><workbook ${NS}>${workbookPr}<sheets>${listed.join('')}</sheets></workbook>`,
    ],
    ['xl/_rels/workbook.xml.rels', `<Relationships>${links.join('')}</Relationships>`],
    ['xl/styles.xml', `<styleSheet ${NS}>${styles}</styleSheet>`],
    ['xl/sharedStrings.xml', `<sst ${NS}>${texts.map((text) => `<si>${text}</si>`).join('')}</sst>`],
    ...sheets.map(
      ({ rows, behind = '' }, i) =>
        [
          `xl/worksheets/sheet${i}.xml`,
          `<worksheet ${NS}><sheetData>${rows}</sheetData>${behind}</worksheet>`,
        ] as const,
    ),
    ...more,
  ]);
}

const text = (value: string): string => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
const row = (...cells: string[]): string => `<row>${cells.join('')}</row>`;
const HEAD = row(text('Mã'), text('Tên'), text('Điện thoại'), text('Ngày thành lập'));

const read = (bytes: Buffer): Promise<ReadTable> => readRows('units', bytes);
const readSheet = async (rows: string, more: Partial<Parts> & Partial<Sheet> = {}): Promise<ReadTable> =>
  read(await workbook({ ...more, sheets: [{ rows: HEAD + rows, ...(more.behind && { behind: more.behind }) }] }));
const codes = ({ rows }: ReadTable): string[] =>
  rows.flatMap(({ no, problems }) => problems.map(({ code, field }) => `${no} ${field ?? '-'} ${code}`));

async function refusal(bytes: Buffer): Promise<string> {
  try {
    await read(bytes);
    return 'taken';
  } catch (error) {
    if (error instanceof UnreadableTable) return error.problem.code;
    throw error;
  }
}

describe('an Excel table', () => {
  it('reads numbers, days and texts of every kind, and says where zeros may be lost', async () => {
    const styles = `<numFmts><numFmt numFmtId="164" formatCode="000"/><numFmt numFmtId="165" formatCode="dd/mm/yyyy;@"/></numFmts>
      <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="14"/></cellXfs>`;
    const found = await readSheet(
      row('<c s="1"><v>7</v></c>', '<c t="s"><v>0</v></c>', text('007'), '<c s="2"><v>43969</v></c>') +
        row('<c><v>1.024E3</v></c>', '<c t="s"><v>1</v></c>', '<c/>', '<c s="3"><v>43969.75</v></c>') +
        row('<c><v>5</v></c>', text('&#7888;c &amp; b&#xE1;n'), '<c><v>226385200</v></c>', text('18/5/2020')),
      {
        styles,
        texts: ['<r><t>Đoàn </t></r><r><t>Khối</t></r><rPh><t>ẩn</t></rPh>', '<t xml:space="preserve"> A_x000D_B </t>'],
      },
    );
    expect(found.rows.map(({ values }) => values)).toEqual([
      { code: '007', name: 'Đoàn Khối', phone: '007', openedOn: '2020-05-18' },
      { code: '1024', name: 'A B', openedOn: '2020-05-18' },
      { code: '5', name: 'Ốc & bán', openedOn: '2020-05-18' },
    ]);
    expect(codes(found)).toEqual(['4 phone zero-lost']);
    expect(found.rows.map(({ warnings }) => warnings.map(({ code }) => code))).toEqual([
      [],
      ['number-as-text'],
      ['number-as-text'],
    ]);
  });

  it('names formulas, errors, dates that were none, long numbers, hidden and merged rows', async () => {
    const found = await readSheet(
      row(text('A'), '<c><f>B2&amp;"x"</f><v>1</v></c>') +
        row(text('B'), '<c t="str"><f t="shared" si="0"/><v>Bí thư</v></c>') +
        row(text('C'), '<c t="e"><v>#N/A</v></c>') +
        row('<c s="1"><v>43832</v></c>', text('D')) +
        row('<c><v>12345678901234567890</v></c>', text('E')) +
        `<row hidden="1">${text('F')}${text('F')}</row>` +
        row(text('G'), text('G')) +
        row(text('H')),
      {
        styles: '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>',
        behind: '<mergeCells><mergeCell ref="B8:B9"/><mergeCell ref="A1:D1"/></mergeCells>',
      },
    );
    expect(codes(found)).toEqual([
      '2 name formula',
      '3 name formula',
      '4 name cell-error',
      '5 code date-in-text',
      '6 code number-too-long',
      '7 - hidden-row',
      '8 - merged-rows',
      '9 - merged-rows',
    ]);
  });

  it('is the first visible sheet, and the others are named', async () => {
    const bytes = await workbook({
      sheets: [
        { name: 'Ẩn', state: 'hidden', rows: HEAD + row(text('X'), text('X')) },
        { name: 'Rất ẩn', state: 'veryHidden', rows: '' },
        { name: 'Đơn vị', rows: HEAD + row(text('A'), text('A')) },
        { name: 'Khác', rows: '' },
      ],
    });
    const { rows, notes } = await read(bytes);
    expect(rows.map(({ values }) => values['code'])).toEqual(['A']);
    expect(notes).toMatchObject([{ code: 'other-sheets', params: { read: 'Đơn vị2', others: 'Ẩn0, Rất ẩn1, Khác3' } }]);
    expect(await refusal(await workbook({ sheets: [{ state: 'hidden', rows: HEAD }] }))).toBe('no-visible-sheet');
  });

  it('counts rows as the spreadsheet does, and days from 1904 when it does', async () => {
    const rows = `<row r="1">${text('Mã')}${text('Tên')}<c r="F1" t="inlineStr"><is><t>Thành lập</t></is></c></row><row r="5"/><row r="9"><c r="A9" t="inlineStr"><is><t>A</t></is></c><c r="F9" t="n" s="0"><v>42507</v></c></row>`;
    const styles = '<cellXfs><xf numFmtId="14"/></cellXfs>';
    const bytes = await workbook({ sheets: [{ rows }], styles, workbookPr: '<workbookPr date1904="1"/>' });
    expect((await read(bytes)).rows).toMatchObject([{ no: 9, values: { code: 'A', openedOn: '2020-05-18' } }]);
    expect([dayOf(1), dayOf(59), dayOf(60), dayOf(61), dayOf(0), dayOf(1e9)]).toEqual([
      '1900-01-01',
      '1900-02-28',
      '',
      '1900-03-01',
      '',
      '',
    ]);
  });

  it('is flat in memory and bounded in rows, columns and cells', async () => {
    const line = row(text('A'), text('A'));
    expect(
      await refusal(
        await workbook({
          sheets: [
            {
              rows:
                HEAD + Array.from({ length: 50_001 }, (_, i) => row(text(`A${i}`), text(`${Math.random()}`))).join(''),
            },
          ],
        }),
      ),
    ).toBe('too-many-rows');
    const wide = `<row>${text('Mã')}${text('Tên')}<c r="XFD1" t="inlineStr"><is><t>x</t></is></c></row>${line}`;
    expect(await refusal(await workbook({ sheets: [{ rows: wide }] }))).toBe('too-many-columns');
    const { randomBytes } = await import('node:crypto');
    const long = await readSheet(row(text('A'), text(randomBytes(2_500_000).toString('hex'))));
    expect(codes(long)).toEqual(['2 name cell-too-long']);
    expect((await readSheet(`${row(text('A'), text('A'))}${'<row/>'.repeat(1000)}`)).rows).toHaveLength(1);
  });

  it.each([
    [
      'bytes behind a zip header',
      async () => Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(500, 7)]),
      'broken-xlsx',
    ],
    ['a Word file', () => zipped([['word/document.xml', '<x/>']]), 'not-xlsx'],
    [
      'a bomb',
      () => workbook({ sheets: [{ rows: HEAD }], more: [['xl/media/x.bin', Buffer.alloc(30_000_000)]] }),
      'packed-too-much',
    ],
    [
      'a thousand parts',
      () =>
        workbook({
          sheets: [{ rows: HEAD }],
          more: Array.from({ length: 1000 }, (_, i) => [`x/${i}`, Buffer.of(1)] as const),
        }),
      'packed-too-much',
    ],
    [
      "entities of one's own",
      async () => workbook({ sheets: [{ rows: '<!DOCTYPE x [<!ENTITY a "b">]>' }] }),
      'broken-xlsx',
    ],
    ['an unknown entity', async () => workbook({ sheets: [{ rows: row(text('&a;')) }] }), 'broken-xlsx'],
    ['XML cut off', async () => workbook({ sheets: [{ rows: '<row><c ' }] }), 'broken-xlsx'],
    ['no sheet at all', async () => workbook({ sheets: [] }), 'no-visible-sheet'],
    ['an empty sheet', async () => workbook({ sheets: [{ rows: '' }] }), 'no-rows'],
    [
      'rows that go back',
      async () => workbook({ sheets: [{ rows: `<row r="5">${text('Mã')}</row><row r="4">${text('x')}</row>` }] }),
      'broken-xlsx',
    ],
    [
      'a row beyond the last',
      async () => workbook({ sheets: [{ rows: `<row r="99999999">${text('Mã')}</row>` }] }),
      'broken-xlsx',
    ],
    [
      'a cell nowhere',
      async () => workbook({ sheets: [{ rows: '<row><c r="??"><v>1</v></c></row>' }] }),
      'broken-xlsx',
    ],
    ['a number that is none', async () => workbook({ sheets: [{ rows: row('<c><v>NaN!</v></c>') }] }), 'broken-xlsx'],
  ])('refuses %s', async (_, make, code) => {
    expect(await refusal(await make())).toBe(code);
  });
});
