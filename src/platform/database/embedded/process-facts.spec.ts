import { describe, expect, it } from '@jest/globals';
import { isRunning, parseStat, processIdentity } from './process-facts.ts';
import { lockAddress } from './folder-lock.ts';
import { parseOwner } from './owner-file.ts';
import { parsePidFile } from './pid-file.ts';

const STAT =
  '42 (a) R (x)) S 1 42 42 0 -1 4194304 100 0 0 0 1 2 0 0 20 0 1 0 987654 5000 300 18446744073709551615 1 1 0';
const PID_FILE = ['77', '/data/postgres', '1700000000', '45678', '', '127.0.0.1', '  1234  5', 'ready   ', ''];

describe('facts about processes', () => {
  it('reads state and start time, whatever the command is called', () => {
    expect(parseStat(STAT)).toEqual({ state: 'S', started: '987654' });
    expect(parseStat('')).toBeNull();
  });

  it('knows this process and not one that cannot be', () => {
    expect(isRunning(process.pid)).toBe(true);
    expect(isRunning(2 ** 22 + 1)).toBe(false);
    expect(processIdentity(process.pid)).toBe(processIdentity(process.pid));
  });
});

describe('postmaster.pid', () => {
  it('names pid, port and state', () => {
    expect(parsePidFile(PID_FILE.join('\n'))).toEqual({ pid: 77, port: 45678, ready: true });
    expect(parsePidFile(PID_FILE.slice(0, 6).join('\n'))).toEqual({ pid: 77, port: 45678, ready: false });
  });

  it.each(['', '77\n', 'x\n\n\n1\n', '-77\n/d\n1\n5432\n'])('is not read before it is whole: %j', (text) => {
    expect(parsePidFile(text)).toBeNull();
  });
});

describe('the owner file', () => {
  it('names the service', () => {
    expect(parseOwner('{"pid":5,"identity":"b/1"}')).toEqual({ pid: 5, identity: 'b/1' });
    expect(parseOwner('{"pid":5}')).toEqual({ pid: 5, identity: null });
  });

  it.each(['', '{', '{}', '{"pid":"5"}', '{"pid":-1}', 'null'])('counts as absent when damaged: %j', (text) => {
    expect(parseOwner(text)).toBeNull();
  });
});

describe('the folder lock', () => {
  it('has one place per folder, made by the kernel', () => {
    expect(lockAddress('1:2', 'linux')).toEqual(lockAddress('1:2', 'linux'));
    expect(lockAddress('1:2', 'linux')).not.toEqual(lockAddress('1:3', 'linux'));
    expect(lockAddress('1:2', 'linux').path?.startsWith('\0')).toBe(true);
    expect(lockAddress('1:2', 'darwin').port).toBeGreaterThanOrEqual(20_000);
  });
});
