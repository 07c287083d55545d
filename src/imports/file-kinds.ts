/** What the first bytes of an upload say that it is, whatever its name. */
export type FileKind = 'csv' | 'xlsx' | 'xls' | 'encrypted' | 'empty' | 'other';

const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const ZIP = Buffer.from('PK\u0003\u0004', 'latin1');
/** The stream in which Office keeps an encrypted workbook, as its name stands in the file. */
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');
const LOOKED_AT = 4096;

export function fileKindOf(bytes: Buffer): FileKind {
  if (bytes.length === 0) return 'empty';
  if (bytes.subarray(0, 8).equals(OLE)) return bytes.includes(ENCRYPTED) ? 'encrypted' : 'xls';
  if (bytes.subarray(0, 4).equals(ZIP)) return 'xlsx';
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const head = bytes.subarray(0, LOOKED_AT);
  if (!isUtf16 && head.includes(0)) return 'other';
  const begin = head
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart();
  // A page of HTML under the name .xls is what many older programs call an export.
  return /^(%PDF|<|\{\\rtf|\{"|%!PS|\u007fELF|MZ.{60,}DOS mode)/s.test(begin) ? 'other' : 'csv';
}
