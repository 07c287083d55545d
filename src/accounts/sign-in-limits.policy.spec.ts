import { describe, expect, it } from '@jest/globals';
import { addressBlock, SIGN_IN_LIMITS } from './sign-in-limits.policy.ts';

const keys = (name: string, address: string) => SIGN_IN_LIMITS.map((limit) => limit.keyOf(name, address));

describe('sign-in limits', () => {
  it('are these, counted in this order', () => {
    expect(SIGN_IN_LIMITS.map(({ name, tries, windowSeconds }) => [name, tries, windowSeconds])).toEqual([
      ['sign-in-pair', 5, 900],
      ['sign-in-name', 20, 3600],
      ['sign-in-address', 100, 3600],
    ]);
  });

  it('are kept per name and address, per name, and per address', () => {
    const [here, otherName, elsewhere] = [keys('an', '10.0.0.1'), keys('binh', '10.0.0.1'), keys('an', '10.0.0.2')];
    expect(here.map((key, i) => [key === otherName[i], key === elsewhere[i]])).toEqual([
      [false, false],
      [false, true],
      [true, false],
    ]);
  });
});

describe('addressBlock', () => {
  it.each([
    ['10.1.2.3', '10.1.2.3'],
    ['::ffff:10.1.2.3', '10.1.2.3'],
    ['2001:db8:0:7::1', '2001:db8:0:7::/64'],
    ['2001:0DB8:0000:0007:ffff:ffff:ffff:ffff', '2001:db8:0:7::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['not an address', 'not an address'],
  ])('%s is counted as %s', (address, block) => {
    expect(addressBlock(address)).toBe(block);
  });
});
