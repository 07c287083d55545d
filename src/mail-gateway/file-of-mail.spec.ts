import { expect, it } from '@jest/globals';
import { nameOfFile } from './file-of-mail.ts';

it.each([
  ['Báo cáo.docx', 'x/y', 'Báo cáo.docx'],
  [null, 'application/pdf', 'tep-3.pdf'],
  [null, 'x/y', 'tep-3'],
  ['../../etc/passwd', 'x/y', '.._.._etc_passwd'],
  ['a\u202Efdp.exe', 'x/y', 'a_fdp.exe'],
  ['...', 'text/plain', 'tep-3.txt'],
  [`${'đ'.repeat(300)}.pdf`, 'application/pdf', `${'đ'.repeat(120)}.pdf`],
])('%j becomes a name that can be kept', (sent, mediaType, name) => {
  expect(nameOfFile(sent, mediaType, 3)).toBe(name);
});
