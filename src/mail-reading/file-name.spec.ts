import { expect, it } from '@jest/globals';
import { storedName } from '../attachments/file-name.ts';
import { fileNameOf } from './file-name.ts';

it.each([
  ['Báo cáo.docx', 'x/y', 'Báo cáo.docx'],
  [null, 'application/pdf', 'tệp-3.pdf'],
  [null, 'x/y', 'tệp-3'],
  ['../../etc/passwd', 'x/y', '.._.._etc_passwd'],
  ['a\u202Efdp.exe', 'x/y', 'a_fdp.exe'],
  ['...', 'text/plain', 'tệp-3.txt'],
  [`${'đ'.repeat(300)}.pdf`, 'application/pdf', `${'đ'.repeat(98)}.pdf`],
])('%j becomes a name that can be kept', (sent, mediaType, name) => {
  expect(fileNameOf(sent, mediaType, 3)).toBe(name);
  expect(storedName(name)).toBe(name);
});
