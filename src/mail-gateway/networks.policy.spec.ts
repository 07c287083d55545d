import { expect, it } from '@jest/globals';
import { isWithin } from './networks.policy.ts';

it.each([
  ['10.1.2.3', ['10.1.2.0/24'], true],
  ['::ffff:10.1.2.3', ['10.1.2.0/24'], true],
  ['10.1.3.3', ['10.1.2.0/24', '127.0.0.0/8'], false],
  ['2001:db8::1', ['2001:db8::/32'], true],
  ['2001:db8::1', ['10.0.0.0/8'], false],
  ['10.1.2.3', [], false],
  ['', ['0.0.0.0/0'], false],
])('%s in %j: %s', (address, networks, is) => {
  expect(isWithin(address, networks)).toBe(is);
});
