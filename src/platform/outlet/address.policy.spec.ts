import { describe, expect, it } from '@jest/globals';
import { hostOf, isAllowedAddress, refusalOf, type Exceptions } from './address.policy.ts';

const NONE: Exceptions = { hosts: [], networks: [] };
const judge = (url: string, exceptions = NONE, isProduction = true) =>
  refusalOf(new URL(url), exceptions, isProduction);

describe('an address given by somebody', () => {
  it.each([
    'https://vanthu.example.vn/hook',
    'https://vanthu.example.vn:8443/hook?key=1',
    'https://vanthu.example.vn:80/',
    'https://93.184.216.34/hook',
    'https://[2606:4700::6810:1]/hook',
    'https://vanthu.example.vn./hook',
    'https://localhost.example.vn/',
    'https://[::ffff:93.184.216.34]/',
  ])('may be %s', (url) => {
    expect(judge(url)).toBeNull();
  });

  it.each([
    // Loopback and "this host", in every way of writing them.
    'https://127.0.0.1/',
    'https://127.1/',
    'https://127.0.1/',
    'https://127.255.255.254/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0x7f.0.0.1/',
    'https://0177.0.0.1/',
    'https://017700000001/',
    'https://127.0.0.1./',
    'https://①②⑦.⓪.⓪.①/',
    'https://127。0。0。1/',
    'https://0.0.0.0/',
    'https://0/',
    'https://[::]/',
    'https://[::1]/',
    'https://[0:0:0:0:0:0:0:1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://[::ffff:0:7f00:1]/',
    'https://[::127.0.0.1]/',
    'https://[::7f00:1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[64:ff9b::127.0.0.1]/',
    'https://[64:ff9b:1::7f00:1]/',
    'https://[2002:7f00:1::]/',
    'https://[2002:a00:1::1]/',
    'https://[2001:0:53aa:64c:0:0:80ff:fffe]/',
    // Private, link-local, shared, reserved, multicast.
    'https://10.0.0.1/',
    'https://10.1/',
    'https://172.16.0.1/',
    'https://172.31.255.255/',
    'https://192.168.1.1/',
    'https://192.168.257/',
    'https://3232235777/',
    'https://169.254.1.1/',
    'https://100.64.0.1/',
    'https://100.127.255.254/',
    'https://192.0.0.8/',
    'https://192.0.2.1/',
    'https://192.88.99.1/',
    'https://198.18.0.1/',
    'https://198.51.100.1/',
    'https://203.0.113.1/',
    'https://224.0.0.1/',
    'https://239.255.255.255/',
    'https://240.0.0.1/',
    'https://255.255.255.255/',
    'https://[fe80::1]/',
    'https://[fc00::1]/',
    'https://[fd12:3456::1]/',
    'https://[fec0::1]/',
    'https://[ff02::1]/',
    'https://[100::1]/',
    'https://[2001:db8::1]/',
    'https://[3fff::1]/',
    'https://[5f00::1]/',
    'https://[4000::1]/',
    // Metadata of clouds.
    'https://169.254.169.254/latest/meta-data/',
    'https://[::ffff:a9fe:a9fe]/',
    'https://[fd00:ec2::254]/',
    'https://100.100.100.200/',
    'https://192.0.0.192/',
    'https://168.63.129.16/',
    'https://[::ffff:168.63.129.16]/',
    'https://metadata.google.internal/',
    // Names of the inside.
    'https://localhost/',
    'https://LOCALHOST./',
    'https://a.localhost/',
    'https://localhost.localdomain/',
    'https://printer/',
    'https://printer./',
    'https://nas.local/',
    'https://hoso.intranet/',
    'https://kubernetes.default.svc.cluster.local/',
    'https://router.lan/',
    'https://x.home.arpa/',
    'https://x.internal./',
  ])('is not %s', (url) => {
    expect(judge(url)).toBe('address');
  });

  it.each([
    ['http://vanthu.example.vn/', 'scheme'],
    ['ftp://vanthu.example.vn/', 'scheme'],
    ['file:///etc/passwd', 'scheme'],
    ['javascript:alert(1)', 'scheme'],
    ['gopher://127.0.0.1:6379/_x', 'scheme'],
    ['https://a:b@vanthu.example.vn/', 'credentials'],
    ['https://a@vanthu.example.vn/', 'credentials'],
    ['https://127.0.0.1@vanthu.example.vn/', 'credentials'],
    ['https://vanthu.example.vn:22/', 'port'],
    ['https://vanthu.example.vn:25/', 'port'],
    ['https://vanthu.example.vn:1023/', 'port'],
    ['https://vanthu.example.vn:0/', 'port'],
  ])('%s is refused for its %s', (url, why) => {
    expect(judge(url)).toBe(why);
  });

  it('may be http outside production only', () => {
    expect([judge('http://vanthu.example.vn/', NONE, false), judge('http://vanthu.example.vn/')]).toEqual([
      null,
      'scheme',
    ]);
  });
});

describe('exceptions', () => {
  const some: Exceptions = { hosts: ['hoso.intranet'], networks: ['10.1.2.0/24', 'fd00:1::/32'] };

  it('let through exactly what they name', () => {
    expect(judge('https://hoso.intranet/', some)).toBeNull();
    expect(judge('https://hoso.intranet./', some)).toBeNull();
    expect(judge('https://x.hoso.intranet/', some)).toBe('address');
    expect(judge('https://10.1.2.200/', some)).toBeNull();
    expect(judge('https://[::ffff:10.1.2.200]/', some)).toBeNull();
    expect(judge('https://10.1.3.1/', some)).toBe('address');
    expect(judge('https://[fd00:1::5]/', some)).toBeNull();
    expect(judge('https://[fd00:2::5]/', some)).toBe('address');
    expect(judge('https://hoso.intranet:22/', some)).toBe('port');
  });

  it('are for resolved addresses too', () => {
    expect([isAllowedAddress('10.1.2.3', some), isAllowedAddress('10.1.2.3', NONE)]).toEqual([true, false]);
    expect([isAllowedAddress('93.184.216.34', NONE), isAllowedAddress('not an address', NONE)]).toEqual([true, false]);
  });
});

describe('the host of an address', () => {
  it.each([
    ['https://A.Example.VN./x', 'a.example.vn'],
    ['https://[::1]:8443/', '::1'],
    ['https://0x7f.1/', '127.0.0.1'],
  ])('%s is %s', (url, host) => {
    expect(hostOf(new URL(url))).toBe(host);
  });
});
