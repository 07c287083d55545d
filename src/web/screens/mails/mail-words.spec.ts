import { describe, expect, it } from '@jest/globals';
import { flagsOf, frameHeight, senderOf, wholeSenderOf } from './mail-words.ts';

describe('a mail in words', () => {
  it('says of the flags what people know', () => {
    expect(flagsOf(['\\Seen', '$Forwarded', 'NonJunk', '\\Answered'])).toEqual([
      'flag.seen',
      'flag.forwarded',
      'flag.answered',
    ]);
    expect(flagsOf(['$MDNSent'])).toEqual([]);
  });

  it.each([
    [{ fromName: 'Văn thư', fromAddress: 'vt@so.example' }, 'Văn thư', 'Văn thư <vt@so.example>'],
    [{ fromName: ' ', fromAddress: 'vt@so.example' }, 'vt@so.example', 'vt@so.example'],
    [{ fromName: 'vt@so.example', fromAddress: 'vt@so.example' }, 'vt@so.example', 'vt@so.example'],
    [{ fromName: 'Văn thư', fromAddress: '' }, 'Văn thư', 'Văn thư'],
    [{ fromName: '', fromAddress: '' }, '', ''],
  ])('%j is from %s', (mail, short, whole) => {
    expect([senderOf(mail), wholeSenderOf(mail)]).toEqual([short, whole]);
  });

  it('makes the frame as high as the text is long, within bounds', () => {
    expect(frameHeight('Kính gửi')).toBe(240);
    expect(frameHeight('a\n'.repeat(11))).toBe(408);
    expect(frameHeight('a'.repeat(100_000))).toBe(720);
    expect(frameHeight(' ')).toBe(480);
  });
});
