import { describe, expect, it } from '@jest/globals';
import { displayName, oneLine, parseMailAddress, parseMailbox } from './mail-address.ts';

describe('one address', () => {
  it.each([
    ['vanthu@tinhdoan.hanam.gov.vn', 'vanthu@tinhdoan.hanam.gov.vn'],
    ["o'brien+tag@Example.VN", "o'brien+tag@example.vn"],
    ['A.B@x.vn', 'A.B@x.vn'],
    ['ops@localhost', 'ops@localhost'],
    ['a@đoàn.vn', 'a@xn--on-jia8q.vn'],
    ['a@đoàn.vn'.normalize('NFD'), 'a@xn--on-jia8q.vn'],
    [`${'a'.repeat(64)}@x.vn`, `${'a'.repeat(64)}@x.vn`],
  ])('%s', (text, address) => {
    expect(parseMailAddress(text)).toBe(address);
  });

  it.each([
    'u@x.vn\r\nRCPT TO:<evil@x>',
    'u@x.vn\nBcc: evil@x.vn',
    'u@x.vn\r',
    'a@x, b@y',
    'a@x;b@y',
    'a@x b@y',
    '<a@x.vn>',
    'A <a@x.vn>',
    'a@x.vn>',
    'a@x.vn> SIZE=1',
    '"a b"@x.vn',
    '"u@evil.vn"@x.vn',
    'u@evil.vn@x.vn',
    'a(comment)@x.vn',
    '@relay.vn:a@x.vn',
    'group: a@x.vn;',
    'a@[127.0.0.1]',
    'a@x..vn',
    'a@.vn',
    'a@x.vn.',
    '.a@x.vn',
    'a..b@x.vn',
    'a@-x.vn',
    'a@x_y.vn',
    'a@x%2evn',
    'a@x.vn\u0000',
    'a\u0000@x.vn',
    'a\u00A0@x.vn',
    'đoàn@x.vn',
    'a@x\u3002vn\u2028',
    'a@',
    '@x.vn',
    'a',
    '',
    ' a@x.vn',
    `${'a'.repeat(65)}@x.vn`,
    `a@${'b.'.repeat(130)}vn`,
    `a@${'b'.repeat(64)}.vn`,
    'a@\ud800.vn',
  ])('not %j', (text) => {
    expect(parseMailAddress(text)).toBeNull();
  });
});

describe('a mailbox', () => {
  it.each([
    ['gnvb@localhost', { name: '', address: 'gnvb@localhost' }],
    ['Gửi nhận văn bản <gnvb@x.vn>', { name: 'Gửi nhận văn bản', address: 'gnvb@x.vn' }],
    ['"Gửi, nhận" <gnvb@x.vn>', { name: 'Gửi, nhận', address: 'gnvb@x.vn' }],
    ['<gnvb@x.vn>', { name: '', address: 'gnvb@x.vn' }],
    ['a@x.vn, b@x.vn', null],
    ['A <a@x.vn>, B <b@x.vn>', null],
    ['', null],
  ])('%s', (text, mailbox) => {
    expect(parseMailbox(text)).toEqual(mailbox);
  });
});

describe('text for a header', () => {
  it.each([
    ['Thông báo\r\nBcc: evil@x.vn', 'Thông báo Bcc: evil@x.vn'],
    ['a\u2028b\u0085c\u0000d\te', 'a b c d e'],
    ['Thông'.normalize('NFD'), 'Thông'],
    ['a\ud800b', 'a\ufffdb'],
    ['  ', ''],
  ])('%j stays on one line', (text, line) => {
    expect(oneLine(text)).toBe(line);
  });

  it('cuts names by characters, not by halves of them', () => {
    expect(displayName('𠮷'.repeat(300))).toBe('𠮷'.repeat(200));
  });
});
