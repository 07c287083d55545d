import { describe, expect, it } from '@jest/globals';
import { findAccount, mayPass } from './account.ts';

const PASSWD = [
  'root:x:0:0:root:/root:/bin/bash',
  'postgres:x:101:104:PostgreSQL administrator,,,:/var/lib/postgresql:/bin/bash',
  'toor:x:0:0::/root:/bin/sh',
  'broken:x::',
].join('\n');

describe('the account PostgreSQL runs under', () => {
  it('is read from passwd', () => {
    expect(findAccount(PASSWD, 'postgres')).toEqual({ uid: 101, gid: 104 });
    expect(findAccount(PASSWD, 'nobody')).toBeNull();
    expect(findAccount(PASSWD, 'broken')).toBeNull();
  });

  it('is never root, whatever its name', () => {
    expect(findAccount(PASSWD, 'toor')).toBeNull();
  });

  it.each([
    { mode: 0o700, uid: 0, gid: 0, passes: false },
    { mode: 0o711, uid: 0, gid: 0, passes: true },
    { mode: 0o750, uid: 0, gid: 104, passes: true },
    { mode: 0o701, uid: 0, gid: 104, passes: false },
    { mode: 0o700, uid: 101, gid: 0, passes: true },
    { mode: 0o077, uid: 101, gid: 104, passes: false },
  ])('passes a folder $mode of $uid:$gid: $passes', ({ passes, ...folder }) => {
    expect(mayPass(folder, { uid: 101, gid: 104 })).toBe(passes);
  });
});
