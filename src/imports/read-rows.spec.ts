import { describe, expect, it } from '@jest/globals';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { clean, hasBadCharacter, isGarbled } from './cells.policy.ts';
import { csvText } from './csv-out.ts';
import { readRows, type ReadTable } from './read-rows.ts';
import { UnreadableTable } from './table.ts';

const HEADINGS = ['Mã đơn vị', 'Tên đơn vị', 'Tên ngắn', 'Địa danh'];
const FIELDS = ['code', 'name', 'shortName', 'place'];

const read = (bytes: Buffer | string, kind: 'units' | 'accounts' = 'units'): Promise<ReadTable> =>
  readRows(kind, Buffer.from(bytes as string));

/** Why a file is refused whole. */
async function refusal(bytes: Buffer | string, kind: 'units' | 'accounts' = 'units'): Promise<string> {
  try {
    await read(bytes, kind);
    return 'taken';
  } catch (error) {
    if (error instanceof UnreadableTable) return error.problem.code;
    throw error;
  }
}

const said = async (text: string): Promise<Readonly<Record<string, string>>> =>
  (await read(text)).rows[0]?.values ?? {};
const flaws = async (text: string, kind: 'units' | 'accounts' = 'units'): Promise<string[]> =>
  (await read(text, kind)).rows.flatMap(({ problems }) =>
    problems.map(({ code, field }) => (field === null ? code : `${field}: ${code}`)),
  );

/** Text that a person may have typed: whatever Unicode has, but nothing that is refused as such. */
const words = (max: number) =>
  fc
    .oneof(
      fc.string({ unit: 'grapheme', maxLength: max }),
      fc.constantFrom('Đoàn Khối', '"ngoặc"', 'a;b,c\td', "'=1+1", '=HYPERLINK("x")', '+84', '-', '@x', '007', '1.024'),
    )
    .filter((text) => !hasBadCharacter(clean(text)) && !isGarbled(clean(text)) && clean(text).length <= max);
const table = fc.uniqueArray(
  fc.record({
    code: fc.stringMatching(/^[A-Z0-9][A-Z0-9._-]{0,12}$/),
    name: words(60),
    shortName: words(40),
    place: words(30),
  }),
  { selector: ({ code }) => code, minLength: 1, maxLength: 12 },
);
type Table = Record<'code' | 'name' | 'shortName' | 'place', string>[];

const encoded = (text: string, encoding: string): Buffer => {
  if (encoding === 'utf-16le') return Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
  if (encoding === 'utf-16be') return Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()]);
  return Buffer.from((encoding === 'bom' ? '\uFEFF' : '') + text);
};

const expected = (rows: Table): Record<string, string>[] =>
  rows.map((row) =>
    Object.fromEntries(
      FIELDS.map((field) => [field, clean(row[field as 'code'])] as const).filter(([, text]) => text !== ''),
    ),
  );

describe('a CSV table', () => {
  it('comes out with the values that went in, whatever its encoding, delimiter, line ends and columns', async () => {
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom('bom', 'utf-8', 'utf-16le', 'utf-16be'),
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n'),
        fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }),
        async (rows, encoding, delimiter, end, order) => {
          const lines = [HEADINGS, ...rows.map((row) => FIELDS.map((field) => row[field as 'code']))];
          const marked = lines.map((line) => order.map((i) => line[i]?.replace(/^('+[=+\-@])/, "'$1")));
          const text = stringify(marked, { delimiter, record_delimiter: end, escape_formulas: true });
          const { rows: found } = await read(encoded(text, encoding));
          expect(found.map(({ values }) => values)).toEqual(expected(rows));
          expect(found.flatMap(({ problems }) => problems)).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('goes out as it comes in', async () => {
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const text = csvText([
          HEADINGS,
          ...rows.map(({ code, name, shortName, place }) => [code, name, shortName, place]),
        ]);
        expect((await read(text)).rows.map(({ values }) => values)).toEqual(expected(rows));
      }),
      { numRuns: 100 },
    );
  });

  it('knows its headings in both languages, in any order, without accents, under a title', async () => {
    const text = 'DANH SÁCH ĐƠN VỊ,,\n\nTEN DON VI,parent_code,ma-don-vi\nChi đoàn A,DK,cq-01\n';
    const { rows } = await read(text);
    expect(rows).toMatchObject([{ no: 4, values: { code: 'CQ-01', name: 'Chi đoàn A', parentCode: 'DK' } }]);
  });

  it('keeps zeros, marks and numbers as they are written, and cleans only what nobody sees', async () => {
    const text = 'Mã,Tên,Điện thoại,Địa danh\n007,"Đoa\u0300n\u00a0\u200b  Khối ",0226 3852 000,1.024\n';
    expect(await said(text)).toEqual({ code: '007', name: 'Đoàn Khối', phone: '0226 3852 000', place: '1.024' });
  });

  it.each([
    ['18/5/2020', '2020-05-18'],
    ['1/2/20', '2020-02-01'],
    ['1/2/45', '1945-02-01'],
    ['18-05-2020', '2020-05-18'],
    ['18.5.2020', '2020-05-18'],
    ['2020-05-18', '2020-05-18'],
    ['43969', '2020-05-18'],
    ['29/2/2020', '2020-02-29'],
    ['29/2/2019', undefined],
    ['5/18/2020', undefined],
    ['31/4/2020', undefined],
    ['2020', undefined],
    ['hôm nay', undefined],
  ])('reads the day %s', async (typed, day) => {
    expect((await said(`Mã,Tên,Ngày thành lập\nA,B,${typed}\n`))['openedOn']).toBe(day);
    expect(await flaws(`Mã,Tên,Ngày thành lập\nA,B,${typed}\n`)).toEqual(day ? [] : ['openedOn: not-a-day']);
  });

  it.each([
    ['Mã,Tên,Email\nA,B,"a@x.vn, b@x.vn"\n', ['email: not-an-email']],
    ['Mã,Tên,Email\nA,B,a@x.vn\\r\\nRCPT TO:<b@x.vn>\n', ['email: not-an-email']],
    ['Mã,Tên\nA B,C\n', ['code: not-a-code']],
    ['Mã,Tên\nĐ1,C\n', ['code: not-a-code']],
    ['Mã,Tên,Điện thoại\nA,B,9.12E+08\n', ['phone: not-a-phone']],
    ['Mã,Tên,Loại\nA,B,Siêu thị\n', ['kind: not-a-kind']],
    [`Mã,Tên\nA,${'x'.repeat(301)}\n`, ['name: too-long']],
    [`Mã,Tên\nA,${'x'.repeat(2001)}\n`, ['name: cell-too-long']],
    ['Mã,Tên\nA,B\u0007C\n', ['name: bad-character']],
    ['Mã,Tên\nA,\u00a7oµn\n', ['name: garbled']],
    ['Mã,Tên,Địa danh\nA,B\n', ['too-few-columns']],
    ['Mã,Tên\nA,B,C\n', ['beyond-columns']],
  ])('names what is wrong with a row (%#)', async (text, codes) => {
    expect(await flaws(text)).toEqual(codes);
  });

  it('takes Vietnamese words and codes for kinds, channels, numberings and roles', async () => {
    const text = 'Mã,Tên,Loại,Kênh,Đánh số\nA,B,truong hoc,BẢN GIẤY,theo năm\n';
    expect(await said(text)).toMatchObject({ kind: 'school', channel: 'paper', numbering: 'YEAR' });
    const posts =
      'Tên đăng nhập,Họ tên,Đơn vị,Vai trò\na.b,Ai,X,Văn thư\na.c,Ai,X,lanh dao\na.d,Ai,X,admin\na.e,Ai,X,cán bộ\n';
    expect((await read(posts, 'accounts')).rows.map(({ values }) => values['role'])).toEqual([
      'clerk',
      'leader',
      'admin',
      'member',
    ]);
  });

  it('tells of columns it does not know', async () => {
    expect((await read('Mã,Tên,Ghi chú,Màu\nA,B,x,y\n')).notes).toMatchObject([
      { code: 'unknown-columns', params: { headings: 'Ghi chú, Màu' } },
    ]);
  });

  it('honours the hint of Excel and quotes over lines', async () => {
    const { rows } = await read('sep=;\r\nMã;Tên\r\nA;"B\r\nC; ""D"""\r\n\r\n;;\r\nE;F\r\n');
    expect(rows.map(({ no, values }) => [no, values['name']])).toEqual([
      [3, 'B C; "D"'],
      [6, 'F'],
    ]);
  });
});

describe('a file that is refused whole', () => {
  const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

  it.each([
    ['Windows-1258', latin('M\u00e3,T\u00ean\nA,\u00d0o\u00e0n\n'), 'not-utf8'],
    ['TCVN3 in UTF-8', 'M·,Tªn\nA,\u00a7oµn\n', 'not-utf8'],
    ['UTF-8 read twice', 'MÃ£ Ä‘Æ¡n vá»‹,TÃªn\nA,B\n', 'not-utf8'],
    ['TCVN3 in the rows', `Mã,Tên\n${'A,\u00a7oµn\n'.repeat(5)}`, 'not-utf8'],
    ['NUL', 'Mã,Tên\nA,B\u0000\n', 'other'],
    ['nothing', '', 'empty'],
    ['blank lines', '\n\n , \n', 'headings-missing'],
    ['no headings', 'A,B\nC,D\n', 'headings-missing'],
    ['a missing column', 'Mã,Email\nA,a@x.vn\n', 'headings-missing'],
    ['two columns for one thing', 'Mã,Tên,Mã đơn vị\nA,B,C\n', 'heading-twice'],
    ['an open quote', 'Mã,Tên\nA,"B\nC,D\n', 'broken-quotes'],
    ['a quote inside', 'Mã,Tên\nA,B"C"\n', 'broken-quotes'],
    ['a cell of 5 MB', `Mã,Tên\nA,"${'x'.repeat(5_000_000)}"\n`, 'row-too-long'],
    ['16,384 columns', `Mã,Tên${',x'.repeat(16_382)}\n`, 'too-many-columns'],
    ['61 columns below the headings', `Mã,Tên\nA,B${',x'.repeat(59)}\n`, 'too-many-columns'],
    ['1,000,000 rows', `Mã,Tên\n${'A,B\n'.repeat(1_000_000)}`, 'too-many-rows'],
    ['a PDF', '%PDF-1.7\n', 'not-xlsx'],
    ['a web page', '<html><table>', 'not-xlsx'],
    ['old Excel', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'xls'],
    [
      'encrypted Excel',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
      'encrypted',
    ],
  ])('%s', async (_, bytes, code) => {
    expect(await refusal(bytes)).toBe(code === 'other' ? 'not-xlsx' : code);
  });

  it('a broken row by its number', async () => {
    const broken = read('Mã,Tên\nA,B\nC,D\nE,F"G"\n');
    await expect(broken).rejects.toMatchObject({ problem: { code: 'broken-quotes', params: { row: 4 } } });
  });

  it.each(['Mật khẩu', 'password', 'MAT KHAU', 'Mật khẩu ban đầu', 'Pass'])(
    'one with passwords: %s',
    async (heading) => {
      expect(await refusal(`Tên đăng nhập,Họ tên,Đơn vị,Vai trò,${heading}\na,b,c,d,e\n`, 'accounts')).toBe(
        'passwords-refused',
      );
    },
  );
});
