import { fold } from '../platform/text/vietnamese.ts';

/** In characters (code points). No rule about kinds of characters: length and not being guessable count (NIST SP 800-63B 5.1.1). */
export const PASSWORD_LENGTH = { min: 10, max: 128 } as const;

export type PasswordWeakness = 'length' | 'username' | 'common';

/** What everybody tries first here; refused with whatever digits and signs are put around. */
const WORDS = new Set(
  `a aa abc abcd abcde abcdef abcdefgh abcdefghij admin administrator anhyeuem asd asdf asdfgh asdfghjkl changeme chaomung chungta dangnhap
   demo doan doankhoi doanthanhnien doantn doantnkhoi doanvien doviet em emyeuanh football gnvb guinhanvanban guinhanvb hello hochiminh
   hanoi iloveu iloveyou khongbiet khongco letmein lovely login master matkhau matkhaumoi mau monkey muontudo nguoidung p password passw
   passwd princess q qaz qazwsx qazwsxedc qwe qweasd qweasdzxc qwer qwert qwerty qwertyuiop sample saigon secret sunshine superman taikhoan
   test thanhnien thongbao tinhdoan toiyeuem toiyeuvietnam trungta user vanban vanphong vanthu vietnam welcome xinchao yeuem zxc zxcvb
   zxcvbn zxcvbnm`.split(/\s+/),
);

/** Rows of keys and digits; a password cut out of one of them, in either direction, is refused. */
const ROWS = [
  '01234567890123456789',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn',
  '1q2w3e4r5t6y7u8i9o0p',
  'qazwsxedcrfvtgbyhnujm',
];

/** Why a password is refused, or null when it is good. The password itself is judged as typed, never changed. */
export function passwordWeakness(password: string, username: string): PasswordWeakness | null {
  const length = Array.from(password).length;
  if (length < PASSWORD_LENGTH.min || length > PASSWORD_LENGTH.max) return 'length';
  const plain = fold(password);
  if (isMostlyName(plain, fold(username))) return 'username';
  return isCommon(plain) ? 'common' : null;
}

/** The user name with fewer than six characters besides it. */
function isMostlyName(plain: string, username: string): boolean {
  return plain.includes(username) && plain.length - username.length < 6;
}

function isCommon(plain: string): boolean {
  if (new Set(plain).size <= 3) return true;
  if (WORDS.has(plain.replace(/^[^a-z]+|[^a-z]+$/g, '')) || WORDS.has(plain.replace(/[^a-z]/g, ''))) return true;
  const turned = Array.from(plain).toReversed().join('');
  return ROWS.some((row) => row.includes(plain) || row.includes(turned));
}
