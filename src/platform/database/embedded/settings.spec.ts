import { describe, expect, it } from '@jest/globals';
import { passes } from './launch.ts';
import { environment, initdbArguments, serverArguments } from './settings.ts';

describe('how PostgreSQL is called', () => {
  it('keeps secrets, PG* and the locale out of its environment', () => {
    const env = environment({ PATH: '/bin', PGDATA: '/x', PGPORT: '1', LANG: 'vi_VN', MAIL_PASSWORD: 's' });
    expect(env).toEqual({ PATH: '/bin', LC_ALL: 'C' });
  });

  it('lets the caller change settings, but not who may connect', () => {
    const args = serverArguments('/d', 5, { max_connections: '20', listen_addresses: '*', port: '9' });
    expect(args).toEqual(expect.arrayContaining(['max_connections=20', 'listen_addresses=127.0.0.1', 'port=5']));
    expect(args).toEqual(expect.arrayContaining(['unix_socket_directories=', 'fsync=on', 'timezone=UTC']));
    expect(args.join(' ')).not.toMatch(/listen_addresses=\*|port=9/);
  });

  it('makes a UTF-8 cluster in Vietnamese order with passwords and checksums', () => {
    const line = initdbArguments('/d', '/p').join(' ');
    expect(line).toContain('-E UTF8 --locale=C --locale-provider=icu --icu-locale=vi-VN --data-checksums');
    expect(line).toContain('--auth=scram-sha-256 --pwfile=/p');
  });

  it('tries again only after failures that pass by themselves', () => {
    expect(passes('FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use')).toBe(true);
    expect(passes('FATAL:  could not create any TCP/IP sockets')).toBe(true);
    expect(passes('FATAL:  database files are incompatible with server')).toBe(false);
  });
});
