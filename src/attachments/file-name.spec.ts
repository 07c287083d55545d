import { describe, expect, it } from '@jest/globals';
import { disposition, storedName } from './file-name.ts';

const NAME = 'Kế hoạch Đại hội Đoàn.pdf';

describe('the stored name', () => {
  it('is NFC: macOS sends names decomposed', () => {
    expect(NAME.normalize('NFD')).not.toBe(NAME);
    expect(storedName(NAME.normalize('NFD'))).toBe(NAME.normalize('NFC'));
  });

  it.each([
    ' lùi đầu dòng.pdf',
    'a  b.pdf',
    '50% \'nháy\' "kép";.pdf',
    'CON.pdf',
    'a.pdf.',
    '..pdf',
    'công văn: số 5?.pdf',
    '📄.pdf',
  ])('is otherwise as sent: %s', (name) => {
    expect(storedName(name)).toBe(name);
  });

  it.each([
    '../a.pdf',
    'a/b.pdf',
    'C:\\fakepath\\a.pdf',
    'a\0.pdf',
    'a\n.pdf',
    'a\u0085.pdf',
    'a\u202Efdp.exe',
    'a\u2066.pdf',
    'a\u200F.pdf',
    'a\u2028.pdf',
    'Th\uFFFDng.pdf',
    '',
    ' ',
    '.',
    '..',
  ])('is refused rather than repaired: %j', (name) => {
    expect(() => storedName(name)).toThrow('attachments.bad-name');
  });

  it('is at most 255 bytes long once composed', () => {
    const longest = `${'ă'.repeat(125)}a.pdf`;
    expect(Buffer.byteLength(longest)).toBe(255);
    expect(storedName(longest.normalize('NFD'))).toBe(longest);
    expect(() => storedName(`a${longest}`)).toThrow('attachments.name-too-long');
  });
});

describe('Content-Disposition', () => {
  it('carries the name unchanged, and one without accents for old programs', () => {
    expect(disposition(NAME)).toBe(
      `attachment; filename="Ke hoach Dai hoi Doan.pdf"; filename*=UTF-8''${encodeURIComponent(NAME)}`,
    );
  });

  it('cannot be broken out of', () => {
    expect(disposition('a"; filename=b.exe; x=".pdf', 'inline')).toBe(
      'inline; filename="a\\"; filename=b.exe; x=\\".pdf"',
    );
    expect(disposition('50%41.pdf')).toContain("filename*=UTF-8''50%2541.pdf");
  });
});
