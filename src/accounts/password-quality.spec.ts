import { describe, expect, it } from '@jest/globals';
import { passwordWeakness } from './password-quality.ts';

const NAMES = ['vanthu.dk', 'Lê Thị Mận', 'Đoàn Trường Chính trị', 'le.man@travinh.example', 'CQ-01'];

describe('passwordWeakness', () => {
  it.each([
    ['trời hôm nay đẹp quá', null],
    ['7Kf0-mWq2-xx', null],
    ['TTTTTTTT uống trà sớm', null],
    ['394857102938', null],
    ['🌾🌾🌾🌾🌾 lúa chín', null],
    ['Cánh đồng lúa chín vàng', null],
    ['doan thanh nien ba ngày nắng', null],
    ['', 'length'],
    ['123456789', 'length'],
    ['🌾🌾🌾🌾🌾', 'length'],
    [`${'dài '.repeat(32)}x`, 'length'],
    ['vanthu.dk2020', 'personal'],
    ['VANTHU.DK!!', 'personal'],
    ['LêThịMận1990', 'personal'],
    ['man le thi 2020!', 'personal'],
    ['truongchinhtri20', 'personal'],
    ['1234567890', 'common'],
    ['0987654321', 'common'],
    ['qwertyuiop', 'common'],
    ['1q2w3e4r5t', 'common'],
    ['Password2020', 'common'],
    ['P@ssw0rd2020', 'common'],
    ['matkhau@123', 'common'],
    ['Mật Khẩu 2020', 'common'],
    ['ĐoànKhối2020', 'common'],
    ['Đoàn Thanh niên 2020', 'common'],
    ['doankhoicoquan2020', 'common'],
    ['vietnam12345', 'common'],
    ['congvan@2020', 'common'],
    ['aaaaaaaaaaaa', 'repeat'],
    ['xyqxyqxyqxyqxyq', 'repeat'],
    ['abcdefghijkl', 'sequence'],
    ['26/03/1931!', 'date'],
    ['fghjklpoiuyt', 'keyboard'],
    ['x'.repeat(60) + 'yzab'.repeat(17), 'repeat'],
  ])('%j: %j', async (password, weakness) => {
    expect(await passwordWeakness(password, NAMES)).toBe(weakness);
  });
});
