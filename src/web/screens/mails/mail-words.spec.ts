import { describe, expect, it } from '@jest/globals';
import { flagsOf, senderOf, wholeSenderOf } from './mail-words.ts';

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
});
