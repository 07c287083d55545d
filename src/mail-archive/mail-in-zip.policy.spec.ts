import { describe, expect, it } from '@jest/globals';
import { mailInZip } from './mail-in-zip.policy.ts';

describe('an entry of a zip', () => {
  it.each<[name: string, folder: string, flags: string[]]>([
    ['Maildir/cur/1589.M1P2.host:2,FS', 'Maildir', ['\\Flagged', '\\Seen']],
    ['Maildir/.Sent.2019/cur/1589.M1P2.host_2,RS', 'Sent/2019', ['\\Answered', '\\Seen']],
    ['cur/1589.M1P2.host:2,', '', []],
    ['Maildir/new/1589.M1P2.host', 'Maildir', []],
    ['thư cũ/công văn.EML', 'thư cũ', []],
    ['a.eml', '', []],
  ])('%s is a mail', (name, folder, flags) => {
    expect(mailInZip(name)).toEqual({ folder, flags });
  });

  it.each(['Maildir/tmp/1', 'Maildir/cur/', 'Maildir/dovecot.index', 'a.pdf', 'cur', 'a.eml/', ''])(
    '%s is none',
    (name) => {
      expect(mailInZip(name)).toBeNull();
    },
  );
});
