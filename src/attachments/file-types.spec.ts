import { describe, expect, it } from '@jest/globals';
import { FILE_KINDS, HEAD_BYTES, kindOf, kindOfMediaType, servedType } from './file-types.ts';

const bytes = (...start: (number | string)[]): Buffer => {
  const first = Buffer.concat(
    start.map((part) => (typeof part === 'number' ? Buffer.of(part) : Buffer.from(part, 'latin1'))),
  );
  return Buffer.concat([first, Buffer.alloc(HEAD_BYTES - first.length, 0)]);
};
const CFB = bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1);
const PDF = bytes('%PDF-1.7\n');
const EXE = bytes('MZ');
const ELF = bytes(0x7f, 'ELF');
const MACH_O = bytes(0xcf, 0xfa, 0xed, 0xfe);
const ZIP = zipOf('ghi chú.txt', 'xin chào');
const DOCX = zipOf('word/document.xml', '<w/>');
const JAR = zipOf('META-INF/MANIFEST.MF', 'Manifest-Version: 1.0');

/** The local header of a stored entry: all that the first bytes of a zip tell. */
function zipOf(name: string, content: string): Buffer {
  const [path, data] = [Buffer.from(name), Buffer.from(content)];
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt32LE(data.length, 18);
  header.writeUInt32LE(data.length, 22);
  header.writeUInt16LE(path.length, 26);
  return Buffer.concat([header, path, data, header]);
}

describe('files that are taken in', () => {
  it.each([
    ['Thông báo.pdf', PDF, 'application/pdf'],
    ['THÔNG BÁO.PDF', PDF, 'application/pdf'],
    ['báo cáo.doc', CFB, 'application/msword'],
    ['báo cáo cũ.doc', bytes('{\\rtf1\\ansi'), 'application/msword'],
    ['báo cáo.docx', DOCX, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['có mật khẩu.docx', CFB, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['biểu.xls', CFB, 'application/vnd.ms-excel'],
    ['hồ sơ.zip', ZIP, 'application/zip'],
    ['hồ sơ.zip', DOCX, 'application/zip'],
    ['ảnh.JPG', bytes(0xff, 0xd8, 0xff, 0xe0), 'image/jpeg'],
    ['thư.msg', CFB, 'application/vnd.ms-outlook'],
    ['thư.eml', Buffer.from('From: a@b.vn\r\n\r\nxin chào'), 'message/rfc822'],
    ['ds.csv', Buffer.from('\uFEFFhọ,tên\n'), 'text/csv'],
    ['gói tin.edXML', Buffer.from('<?xml version="1.0"?><edXML/>'), 'application/xml'],
    ['BM 01.txt', Buffer.from('BM 01/ĐTN biểu mẫu'), 'text/plain'],
    ['MZ.txt', Buffer.from('MZ không phải chương trình'), 'text/plain'],
    ['utf16.txt', Buffer.from('\uFEFFxin chào', 'utf16le'), 'text/plain'],
    ['tcvn3.txt', Buffer.of(0x54, 0xb5, 0xe8, 0x0a), 'text/plain'],
  ])('%s', async (name, head, mediaType) => {
    expect(await kindOf(name, head)).toMatchObject({ mediaType });
  });
});

describe('files that are refused', () => {
  it.each([
    'exe',
    'bat',
    'cmd',
    'js',
    'vbs',
    'ps1',
    'sh',
    'jar',
    'msi',
    'lnk',
    'html',
    'svg',
    'htm',
    'docm',
    'xlsm',
    'com',
    'dll',
    '__proto__',
    'constructor',
  ])('by extension: .%s, whatever is in it', async (extension) => {
    for (const head of [PDF, ZIP, CFB, Buffer.from('chữ')]) expect(await kindOf(`tệp.${extension}`, head)).toBeNull();
  });

  it.each([
    ['a program named pdf', 'a.pdf', EXE],
    ['a program named doc', 'a.doc', EXE],
    ['a Linux program named zip', 'a.zip', ELF],
    ['a macOS program named jpg', 'a.jpg', MACH_O],
    ['a program named txt', 'a.txt', EXE],
    ['a Java archive named zip', 'a.zip', JAR],
    ['a web page named pdf', 'a.pdf', Buffer.from('<html><script>alert(1)</script>')],
    ['a web page named doc', 'a.doc', Buffer.from('<html><body>')],
    ['a web page named png', 'a.png', Buffer.from('<html>')],
    ['a zip named doc', 'a.doc', ZIP],
    ['a picture named pdf', 'a.pdf', bytes(0xff, 0xd8, 0xff, 0xe0)],
    ['no extension', 'README', Buffer.from('chữ')],
    ['an extension with a space after it', 'a.pdf ', PDF],
    ['a hidden second extension', 'a.pdf.exe', PDF],
    ['only an extension', '.pdf', PDF],
    ['one byte', 'a.pdf', Buffer.from('%')],
  ])('%s', async (_, name, head) => {
    expect(await kindOf(name, head)).toBeNull();
  });
});

describe('the table', () => {
  it('knows every kind again by the media type it was stored with', () => {
    for (const kind of Object.values(FILE_KINDS)) expect(kindOfMediaType(kind.mediaType)?.inline).toBe(kind.inline);
  });

  it('sends everything that is text as plain text', () => {
    expect(['text/plain', 'text/csv', 'text/markdown', 'application/xml'].map(servedType)).toEqual(
      Array(4).fill('text/plain; charset=utf-8'),
    );
    expect(servedType('application/pdf')).toBe('application/pdf');
    expect(servedType('message/rfc822')).toBe('message/rfc822');
  });

  it('shows nothing in place that a browser could run', () => {
    const shown = Object.values(FILE_KINDS).filter(({ inline }) => inline);
    const passive = /^(text\/plain; charset=utf-8|application\/pdf|image\/(png|jpeg|gif|webp)|audio\/.+|video\/.+)$/;
    expect(shown.map(({ mediaType }) => servedType(mediaType)).filter((type) => !passive.test(type))).toEqual([]);
  });
});
