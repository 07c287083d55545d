import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MessageShape, type Shape } from './message-shape.ts';

function shapeOf(text: string | Buffer, size = Infinity): Shape {
  const bytes = typeof text === 'string' ? Buffer.from(text, 'latin1') : text;
  const shape = new MessageShape();
  for (let at = 0; at < bytes.length; at += size) {
    shape.update(bytes.subarray(at, at + size));
    if (size === Infinity) break;
  }
  return shape.end();
}

const MAIL = 'Message-ID: <1@x>\nFrom: a@x\nSubject: Moi hop\nDate: Mon, 18 May 2020 08:00:00 +0700\n\nKinh gui\n\nx\n';
const crlf = (text: string): string => text.replaceAll('\n', '\r\n');

describe('a mail is the same mail', () => {
  it.each([
    ['with other line ends', crlf(MAIL)],
    ['with more line ends at the end', `${MAIL}\n\n`],
    ['along another way', `Received: from z\n by y\nDelivered-To: b@x\n${MAIL}`],
    ['in a program that keeps notes', `Status: RO\n${MAIL}`],
    ['with a folded header', MAIL.replace('Moi hop', 'Moi\n hop')],
  ])('%s', (_, text) => {
    expect(shapeOf(text).contentKey).toBe(shapeOf(MAIL).contentKey);
    expect(shapeOf(text).sha256).not.toBe(shapeOf(MAIL).sha256);
  });

  it.each([
    ['another body', MAIL.replace('Kinh gui', 'Kinh bao')],
    ['another subject', MAIL.replace('Moi hop', 'Hoan hop')],
    ['another sender', MAIL.replace('a@x', 'b@x')],
    ['another Message-ID', MAIL.replace('1@x', '2@x')],
    ['a blank line more inside', MAIL.replace('gui\n', 'gui\n\n')],
    ['no Message-ID', MAIL.replace('Message-ID: <1@x>\n', '')],
  ])('but not with %s', (_, text) => {
    expect(shapeOf(text).contentKey).not.toBe(shapeOf(MAIL).contentKey);
  });

  it('however its bytes arrive', () => {
    const text = fc.array(fc.constantFrom('\r', '\n', '\r\n', 'A', ': ', '\0', 'Message-ID: <1>', 'xyz'), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 9 }), (parts, size) => {
        const whole = parts.join('');
        expect({ ...shapeOf(whole, size), header: null }).toEqual({ ...shapeOf(whole), header: null });
      }),
    );
  });
});

describe('what is wrong with it', () => {
  it.each<[what: string, text: string, defects: string[]]>([
    ['nothing', crlf(MAIL), []],
    ['nothing, in an mbox', MAIL, []],
    ['nothing in it', '', ['empty']],
    ['no header', '\r\nKinh gui\r\n', ['no-header']],
    ['no header at all', 'khong phai thu', ['no-header']],
    ['a NUL', crlf(MAIL).replace('gui', 'g\0i'), ['nul']],
    ['a bare LF among CRLF', `${crlf(MAIL)}.\nMAIL FROM:<x>\r\n`, ['mixed-line-ends']],
    ['a CR alone', crlf(MAIL).replace('gui', 'g\ri'), ['mixed-line-ends']],
    ['an endless line', `${MAIL}${'x'.repeat(200_000)}\n`, ['long-line']],
  ])('%s', (_, text, defects) => {
    expect(shapeOf(text).defects).toEqual(defects);
  });

  it('its Message-ID is read, and cut where somebody made it endless', () => {
    expect(shapeOf(MAIL).messageId).toBe('<1@x>');
    expect(shapeOf(`Message-ID: ${'x'.repeat(5000)}\n\n`).messageId?.length).toBe(900);
    expect(shapeOf('Subject: x\n\n').messageId).toBeNull();
  });
});
