/** What becomes of a file name: kept (in NFC) everywhere, perhaps another in a zip, or refused with a code. */
export type NameCase =
  | { readonly name: string; readonly what: string; readonly zip?: string }
  | { readonly name: string; readonly what: string; readonly refused: 'bad-name' | 'name-too-long' | 'type-refused' };

const at = (code: number): string => String.fromCodePoint(code);
const hex = (code: number): string => `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
const kept = (what: string, name: string, zip?: string): NameCase => ({
  what,
  name,
  ...(zip !== undefined && { zip }),
});
const bad = (what: string, name: string): NameCase => ({ what, name, refused: 'bad-name' });
const nfd = (name: string): string => name.normalize('NFD');

const VIETNAMESE = [
  'Nghị quyết Đại hội Đoàn Khối.txt',
  'Quyết định số 12-QĐ_TĐTN-ĐK.txt',
  'Ưu, Ước, Ường, ƯỠN – “Ẫ Ẵ Ỗ Ỡ Ữ ỹ”.txt',
  'ẮẰẲẴẶ ẤẦẨẪẬ ẾỀỂỄỆ ỐỒỔỖỘ ỚỜỞỠỢ ỨỪỬỮỰ.txt',
  'đĐ ĂăÂâ ÊêÔô ƠơƯư.txt',
  'Khuyến cáo… (bản 2, đã ký).txt',
];

const NORMAL: readonly NameCase[] = [
  ...VIETNAMESE.map((name) => kept('Vietnamese', name)),
  ...VIETNAMESE.map((name) =>
    kept('Vietnamese, decomposed as macOS sends it', nfd(name.replace('.txt', ' (Mac).txt'))),
  ),
  kept('half composed: ê + dot below', 'Vie\u0323\u0302t e\u0302\u0323.txt'),
  kept('marks in the wrong order', 'a\u0323\u0302 a\u0302\u0323 o\u031B\u0301 o\u0301\u031B.txt'),
  kept('eight marks on one letter', `z\u0301\u0300\u0309\u0303\u0323\u0302\u0306\u031B.txt`),
  kept('a mark without a letter', '\u0301dấu.txt'),
  kept('Hangul, decomposed', nfd('한국어 문서.txt')),
  kept('a compatibility character stays one', '№ ﬁ ① Ⅳ ½ ㎏.txt'),
  kept('a singleton that NFC replaces', '\u212B \u2126.txt'),
];

const EMOJI: readonly NameCase[] = [
  kept('an emoji', 'Chúc mừng 🎉.txt'),
  kept('a flag', 'Cờ 🇻🇳.txt'),
  kept('a family joined by ZWJ', 'Gia đình 👨‍👩‍👧‍👦.txt'),
  kept('skin tone', 'Bắt tay 🤝🏽.txt'),
  kept('a profession joined by ZWJ', 'Cô giáo 👩🏻‍🏫.txt'),
  kept('keycap', 'Số 5️⃣.txt'),
  kept('the rainbow flag', 'Cầu vồng 🏳️‍🌈.txt'),
  kept('tag sequence', 'Xứ Wales 🏴󠁧󠁢󠁷󠁬󠁳󠁿.txt'),
  kept('text style', 'Tim ❤︎.txt'),
  kept('a plane beyond the first', '𝒯𝓱𝓸̂𝓷𝓰 𠮷.txt'),
];

const SCRIPTS: readonly NameCase[] = [
  'Приказ №5.txt',
  '通知（正式）.txt',
  'ประกาศฉบับที่ ๑.txt',
  'إعلان رسمي.txt',
  'הודעה רשמית.txt',
  'ລາຍງານ.txt',
  'សេចក្តីជូនដំណឹង.txt',
  'नमस्ते क्‍ष.txt',
  'Ελληνικά.txt',
].map((name) => kept('another script', name));

const PUNCTUATION: readonly NameCase[] = [
  kept('percent', '100% xong %20 %2F %00 %.txt'),
  kept('percent that looks encoded', '%C4%90o%C3%A0n.txt'),
  kept('single quotes', "Đoàn 'Khối' ''.txt"),
  kept('double quotes', 'Đề án "Số hóa".txt', 'Đề án _Số hóa_.txt'),
  kept('only a double quote', '".txt', '_.txt'),
  kept('semicolon', 'a;b; filename=c.txt'),
  kept('an attempt at a second parameter', 'a"; filename="b.txt', 'a_; filename=_b.txt'),
  kept('equals and stars', "filename*=UTF-8''x*.txt", "filename_=UTF-8''x_.txt".replace('filename_=', 'filename_=')),
  kept('angle brackets', '<script>alert(1)<script>.txt', '_script_alert(1)_script_.txt'),
  kept('pipe', 'a|b.txt', 'a_b.txt'),
  kept('question mark', 'Vì sao?.txt', 'Vì sao_.txt'),
  kept('colon', 'Giờ 08:00.txt', 'Giờ 08_00.txt'),
  kept('an alternate stream', 'a.txt:ẩn.txt', 'a.txt_ẩn.txt'),
  kept('ampersand and hash', 'A & B # C.txt'),
  kept('dollar, backtick', '$(id) `id` ${HOME}.txt'),
  kept('exclamation', '!important! !!.txt'),
  kept('at sign', '@tệp.txt'),
  kept('brackets', '[1] {2} (3).txt'),
  kept('comma', 'a,b,,c.txt'),
  kept('plus and space', 'a+b c++.txt'),
  kept('tilde', '~a~.txt'),
  kept('caret', 'a^b.txt'),
  kept('a leading dash', '-rf.txt'),
  kept('two leading dashes', '--help.txt'),
  kept('encoded-word look', '=?UTF-8?B?xJDGsA==?=.txt', '=_UTF-8_B_xJDGsA==_=.txt'),
  kept('a formula', '=cmd(1).txt'),
  kept('dots inside', 'a..b...c.txt'),
  kept('a leading dot', '.ẩn.txt'),
  kept('two leading dots', '..ẩn.txt'),
  kept('a leading space', ' cách đầu.txt', 'cách đầu.txt'),
  kept('spaces before the extension', 'cách cuối  .txt'),
  kept('several spaces', 'a   b    c.txt'),
  kept('no-break space', 'a\u00A0b\u202Fc.txt'),
  kept('ideographic space', 'a\u3000b.txt'),
  kept('soft hyphen', 'gạch\u00ADmềm.txt'),
  kept('division and fraction slash are no slash', '5\u22156 7\u20448.txt'),
  kept('a fullwidth slash is no slash', 'a\uFF0Fb.txt'),
  kept('an upper-case extension', 'BIỂU MẪU.TXT'),
  kept('two extensions', 'lưu.pdf.txt'),
  kept('a program inside the name', 'cài.exe.txt'),
  kept('only the extension and a letter', 'x.txt'),
  kept('numbers', '0.txt'),
  kept('null as a word', 'null.txt'),
  kept('undefined as a word', 'undefined.txt'),
  kept('__proto__', '__proto__.txt'),
  kept('SQL', "'; drop table attachment; --.txt"),
  kept('a template', '{{7*7}} <%= 1 %>.txt', '{{7_7}} _%= 1 %_.txt'),
];

const WINDOWS: readonly NameCase[] = [
  ...['CON', 'prn', 'Aux', 'NUL', 'COM1', 'com9', 'LPT1', 'lpt9', 'COM¹', 'CONIN$', 'CONOUT$'].map((word) =>
    kept('reserved on Windows', `${word}.txt`, `_${word}.txt`),
  ),
  kept('reserved on Windows, with more behind', 'nul.tar.txt', '_nul.tar.txt'),
  kept('only looks reserved', 'CONG VAN.txt'),
  kept('only looks reserved', 'COM10.txt'),
  kept('zero-width space', 'a\u200Bb.txt', 'ab.txt'),
  kept('zero-width non-joiner', 'c\u200Cd.txt'),
  kept('zero-width joiner', 'e\u200Df.txt'),
  kept('word joiner', 'g\u2060h.txt', 'gh.txt'),
  kept('byte order mark inside', 'i\uFEFFk.txt', 'ik.txt'),
  kept('byte order mark in front', '\uFEFFl.txt', 'l.txt'),
  kept('interlinear marks', 'm\uFFF9n.txt'),
  kept('private use', 'o\uE000p.txt'),
  kept('a variation selector alone', 'q\uFE0Fr.txt'),
];

const LONG: readonly NameCase[] = [
  kept('255 bytes of ASCII', `${'a'.repeat(251)}.txt`),
  kept('255 bytes of Vietnamese', `${'ề'.repeat(83)}ab.txt`),
  kept('255 bytes of emoji', `${'🎉'.repeat(62)}abc.txt`),
  kept('fits only once it is composed', nfd(`${'ữ'.repeat(80)}.txt`)),
  { what: '256 bytes of ASCII', name: `${'b'.repeat(252)}.txt`, refused: 'name-too-long' },
  { what: '256 bytes of Vietnamese', name: `${'ề'.repeat(84)}.txt`, refused: 'name-too-long' },
  { what: '259 bytes of emoji', name: `${'🎉'.repeat(63)}abc.txt`, refused: 'name-too-long' },
  { what: 'long decomposed and composed', name: nfd(`${'ữ'.repeat(90)}.txt`), refused: 'name-too-long' },
];

const CONTROLS = [0x01, 0x07, 0x08, 0x09, 0x0a, 0x0b, 0x0d, 0x1b, 0x1f, 0x7f, 0x80, 0x85, 0x9f, 0x2028, 0x2029];
const DIRECTIONS = [0x061c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069];

const REFUSED: readonly NameCase[] = [
  ...CONTROLS.map((code) => bad(`control ${hex(code)}`, `a${at(code)}b.txt`)),
  ...DIRECTIONS.map((code) => bad(`direction ${hex(code)}`, `thông báo${at(code)}txt.exe.txt`)),
  bad('CR LF and a header', 'a\r\nSet-Cookie: x=1.txt'),
  bad('what is left of broken UTF-8', 'a\uFFFDb.txt'),
  bad('traversal', '../../etc/passwd.txt'),
  bad('traversal of Windows', String.raw`..\..\windows\a.txt`),
  bad('an absolute path', '/etc/a.txt'),
  bad('a drive', String.raw`C:\fakepath\a.txt`),
  bad('a share', String.raw`\\server\share\a.txt`),
  bad('a folder', 'thư mục/a.txt'),
  bad('only dots', '...'),
  bad('only spaces', '   '),
  bad('one dot', '.'),
  bad('dots and spaces', ' . . '),
  bad('only no-break spaces', '\u00A0\u00A0'),
  { what: 'no extension', name: 'tệp', refused: 'type-refused' },
  { what: 'an extension with a dot behind', name: 'a.txt.', refused: 'type-refused' },
  { what: 'an extension with a space behind', name: 'a.txt ', refused: 'type-refused' },
  { what: 'only an extension', name: '.txt', refused: 'type-refused' },
  { what: 'a program', name: 'cài đặt.exe', refused: 'type-refused' },
  { what: 'a script', name: 'a.txt.js', refused: 'type-refused' },
  { what: 'a web page', name: 'a.HTML', refused: 'type-refused' },
  { what: 'a fullwidth dot', name: 'a\uFF0Etxt', refused: 'type-refused' },
  { what: 'a Cyrillic letter in the extension', name: 'a.tхt', refused: 'type-refused' },
];

export const NAMES: readonly NameCase[] = [
  ...NORMAL,
  ...EMOJI,
  ...SCRIPTS,
  ...PUNCTUATION,
  ...WINDOWS,
  ...LONG,
  ...REFUSED,
];
