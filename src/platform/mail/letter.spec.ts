import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { renderLetter, subjectLine } from './letter.ts';

const LETTER = {
  paragraphs: ['Đoàn Khối gửi văn bản.'],
  facts: [['Số, ký hiệu', '52-TB/ĐTN']],
  action: { label: 'Mở văn bản', url: 'https://gnvb.example.vn/incoming/1?a=1&b=2' },
  notes: ['Thư này chỉ báo tin.'],
} as const;

describe('renderLetter', () => {
  it('says the same in both bodies', () => {
    const { text, html } = renderLetter(LETTER);
    expect(text).toBe(
      'Đoàn Khối gửi văn bản.\n\nSố, ký hiệu: 52-TB/ĐTN\n\nMở văn bản: https://gnvb.example.vn/incoming/1?a=1&b=2\n\nThư này chỉ báo tin.\n',
    );
    for (const said of ['Đoàn Khối gửi văn bản.', '52-TB/ĐTN', 'Mở văn bản', 'Thư này chỉ báo tin.'])
      expect(html).toContain(said);
    expect(html).toContain('href="https://gnvb.example.vn/incoming/1?a=1&amp;b=2"');
  });

  it('loads nothing from anywhere', () => {
    expect(renderLetter(LETTER).html).not.toMatch(/<(img|link|script|iframe)|url\(/);
  });

  it('lets no text become markup, wherever it stands', () => {
    const tags = (html: string): number => html.match(/</g)?.length ?? 0;
    const plain = tags(
      renderLetter({ paragraphs: ['x'], facts: [['x', 'x']], action: { label: 'x', url: 'x' }, notes: ['x'] }).html,
    );
    const nasty = fc.string().map((text) => `${text.replaceAll('\n', '')}"><script>'&`);
    fc.assert(
      fc.property(nasty, (text) => {
        const { html } = renderLetter({
          paragraphs: [text],
          facts: [[text, text]],
          action: { label: text, url: text },
          notes: [text],
        });
        expect(tags(html)).toBe(plain);
        expect(html).not.toContain('"><script>');
      }),
    );
  });

  it('leaves out what is not there', () => {
    expect(renderLetter({ paragraphs: ['một', 'hai'] }).text).toBe('một\n\nhai\n');
  });
});

describe('subjectLine', () => {
  it('puts urgency first and never breaks the line', () => {
    expect(subjectLine('HỎA TỐC', 'Văn bản đến\r\nBcc: x@x.vn')).toMatch(/^\[HỎA TỐC\] Văn bản đến\s+Bcc: x@x.vn$/);
    expect(subjectLine('', 'Văn bản đến')).toBe('Văn bản đến');
  });
});
