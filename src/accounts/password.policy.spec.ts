import { describe, expect, it } from '@jest/globals';
import { passwordWeakness } from './password.policy.ts';

describe('passwordWeakness', () => {
  it.each([
    ['trời hôm nay đẹp quá', null],
    ['7Kf0-mWq2-xx', null],
    ['TTTTTTTT uống trà sớm', null],
    ['394857102938', null],
    ['🌾🌾🌾🌾🌾 lúa chín', null],
    ['x'.repeat(60) + 'yzab'.repeat(17), null],
    ['', 'length'],
    ['123456789', 'length'],
    ['🌾🌾🌾🌾🌾', 'length'],
    [`${'dài '.repeat(32)}x`, 'length'],
    ['vanthu.dk2020', 'username'],
    ['VANTHU.DK!!', 'username'],
    ['1234567890', 'common'],
    ['0987654321', 'common'],
    ['qwertyuiop', 'common'],
    ['1q2w3e4r5t', 'common'],
    ['aaaaaaaaaaaa', 'common'],
    ['Password2020', 'common'],
    ['matkhau@123', 'common'],
    ['Mật Khẩu 2020', 'common'],
    ['ĐoànKhối2020', 'common'],
    ['vietnam12345', 'common'],
    ['abcdefghijkl', 'common'],
  ])('%j: %j', (password, weakness) => {
    expect(passwordWeakness(password, 'vanthu.dk')).toBe(weakness);
  });
});
