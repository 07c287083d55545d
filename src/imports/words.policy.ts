import type { ImapSecurity } from '../legacy-inboxes/legacy-inbox.kinds.ts';
import type { Role } from '../platform/access/role.ts';
import { fold } from '../platform/text/vietnamese.ts';
import type { Channel, Numbering, UnitKind } from '../units/unit-kinds.ts';

/** The words in which people write what the system keeps as codes; the first is the one in exports. */
type Words<T extends string> = Readonly<Record<T, readonly string[]>>;

export const KIND_WORDS: Words<UnitKind> = {
  superior: ['Cấp trên', 'Đoàn cấp trên'],
  block: ['Đoàn khối', 'Khối'],
  agency: ['Cơ quan', 'Cơ quan hành chính'],
  enterprise: ['Doanh nghiệp', 'Công ty'],
  school: ['Trường học', 'Trường', 'Nhà trường'],
  body: ['Cơ quan ngoài hệ thống', 'Tổ chức ngoài hệ thống', 'Tổ chức ngoài'],
  person: ['Cá nhân', 'Cá nhân ngoài hệ thống'],
};

export const CHANNEL_WORDS: Words<Channel> = {
  system: ['Hệ thống', 'Phần mềm'],
  email: ['Thư điện tử', 'E-mail'],
  paper: ['Bản giấy', 'Giấy', 'Văn bản giấy'],
};

export const NUMBERING_WORDS: Words<Numbering> = {
  TERM: ['Theo nhiệm kỳ', 'Nhiệm kỳ'],
  YEAR: ['Theo năm', 'Năm', 'Hằng năm', 'Hàng năm'],
  NEVER: ['Liên tục', 'Không đặt lại'],
};

export const ROLE_WORDS: Words<Role> = {
  admin: ['Quản trị', 'Quản trị viên', 'Người quản trị'],
  clerk: ['Văn thư', 'Cán bộ văn thư'],
  leader: ['Lãnh đạo', 'Lãnh đạo đơn vị'],
  member: ['Cán bộ', 'Thành viên', 'Chuyên viên'],
};

export const IMAP_SECURITY_WORDS: Words<ImapSecurity> = {
  tls: ['TLS', 'SSL', 'SSL/TLS'],
  starttls: ['STARTTLS'],
  none: ['Không mã hóa', 'Không'],
};

const key = (text: string): string => fold(text).replace(/[^\p{L}\p{N}]/gu, '');

/** The code somebody means by a word; null when no code is meant. */
export function meant<T extends string>(words: Words<T>, text: string): T | null {
  const asked = key(text);
  const codes = Object.keys(words) as T[];
  return codes.find((code) => key(code) === asked || words[code].some((word) => key(word) === asked)) ?? null;
}

/** The word for a code. */
export const wordFor = <T extends string>(words: Words<T>, code: T): string => words[code]?.[0] ?? code;

const WORDS_OF_FIELD: Readonly<Record<string, Words<string>>> = {
  kind: KIND_WORDS,
  channel: CHANNEL_WORDS,
  numbering: NUMBERING_WORDS,
  role: ROLE_WORDS,
  imapSecurity: IMAP_SECURITY_WORDS,
};

/** A stored value as people write it in the column of the field. */
export function asWritten(field: string, value: string | null): string | null {
  if (value === null) return null;
  if (field === 'openedOn' || field === 'nameFrom') return value.split('-').toReversed().join('/');
  const words = WORDS_OF_FIELD[field];
  return words ? wordFor(words, value) : value;
}
