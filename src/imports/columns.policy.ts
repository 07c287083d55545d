import { fold } from '../platform/text/vietnamese.ts';

export const IMPORT_KINDS = ['units', 'accounts', 'legacy-inboxes'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

interface Column {
  readonly field: string;
  /** The first is the one in templates and exports; case, accents, spaces and signs do not matter. */
  readonly headings: readonly string[];
  readonly required?: true;
}

const COLUMNS: Readonly<Record<ImportKind, readonly Column[]>> = {
  units: [
    { field: 'code', headings: ['Mã đơn vị', 'Mã', 'Code', 'Unit code', 'Mã cơ sở'], required: true },
    {
      field: 'parentCode',
      headings: ['Mã cấp trên', 'Mã đơn vị cấp trên', 'Đơn vị cấp trên', 'Cấp trên', 'Parent code', 'Parent'],
    },
    { field: 'name', headings: ['Tên đơn vị', 'Tên', 'Tên đầy đủ', 'Name', 'Unit name'], required: true },
    { field: 'shortName', headings: ['Tên ngắn', 'Tên viết tắt', 'Tên gọi tắt', 'Viết tắt', 'Short name'] },
    { field: 'kind', headings: ['Loại', 'Loại đơn vị', 'Loại hình', 'Kind', 'Type'] },
    { field: 'email', headings: ['Thư điện tử', 'E-mail', 'Hộp thư', 'Địa chỉ thư', 'Địa chỉ thư điện tử'] },
    { field: 'phone', headings: ['Điện thoại', 'Số điện thoại', 'SĐT', 'ĐT', 'Phone', 'Tel'] },
    { field: 'symbol', headings: ['Ký hiệu', 'Kí hiệu', 'Symbol'] },
    { field: 'openedOn', headings: ['Ngày thành lập', 'Thành lập', 'Ngày bắt đầu', 'Opened on', 'Opened'] },
    { field: 'place', headings: ['Địa danh', 'Nơi ban hành', 'Place'] },
    { field: 'channel', headings: ['Kênh nhận', 'Kênh', 'Channel'] },
    { field: 'numbering', headings: ['Cách đánh số', 'Đánh số', 'Numbering'] },
    { field: 'nameFrom', headings: ['Tên dùng từ ngày', 'Dùng tên từ ngày', 'Name from', 'Name valid from'] },
  ],
  accounts: [
    {
      field: 'username',
      headings: ['Tên đăng nhập', 'Tài khoản', 'Username', 'User name', 'Login', 'Account'],
      required: true,
    },
    {
      field: 'displayName',
      headings: ['Họ và tên', 'Họ tên', 'Tên hiển thị', 'Display name', 'Full name', 'Name'],
      required: true,
    },
    { field: 'email', headings: ['Thư điện tử', 'E-mail', 'Hộp thư', 'Địa chỉ thư', 'Địa chỉ thư điện tử'] },
    {
      field: 'unitCode',
      headings: ['Mã đơn vị', 'Đơn vị', 'Unit code', 'Unit', 'Mã'],
      required: true,
    },
    { field: 'role', headings: ['Vai trò', 'Quyền', 'Role'], required: true },
    { field: 'title', headings: ['Chức danh', 'Chức vụ', 'Title', 'Position'] },
  ],
  'legacy-inboxes': [
    {
      field: 'address',
      headings: ['Địa chỉ hộp thư', 'Hộp thư', 'Địa chỉ thư', 'Thư điện tử', 'E-mail', 'Address'],
      required: true,
    },
    { field: 'unitCode', headings: ['Mã đơn vị', 'Đơn vị', 'Unit code', 'Unit', 'Mã'], required: true },
    { field: 'owner', headings: ['Người giữ', 'Người quản lý', 'Owner'] },
    { field: 'imapHost', headings: ['Máy chủ IMAP', 'Máy chủ', 'IMAP host', 'Host', 'Server'] },
    { field: 'imapPort', headings: ['Cổng IMAP', 'Cổng', 'IMAP port', 'Port'] },
    { field: 'imapSecurity', headings: ['Bảo mật', 'Mã hóa', 'IMAP security', 'Security'] },
    { field: 'imapUser', headings: ['Tên đăng nhập IMAP', 'Tên đăng nhập', 'IMAP user', 'User'] },
    { field: 'imapPassword', headings: ['Mật khẩu IMAP', 'Mật khẩu', 'IMAP password', 'Password'] },
    { field: 'note', headings: ['Ghi chú', 'Note'] },
  ],
};

const PASSWORD = /matkhau|password|passwd|^mk$|^pass$|matma/;

const key = (heading: string): string => fold(heading.normalize('NFKC')).replace(/[^\p{L}\p{N}]/gu, '');

const KNOWN: Readonly<Record<ImportKind, ReadonlyMap<string, string>>> = {
  units: known('units'),
  accounts: known('accounts'),
  'legacy-inboxes': known('legacy-inboxes'),
};

function known(kind: ImportKind): Map<string, string> {
  return new Map(COLUMNS[kind].flatMap(({ field, headings }) => headings.map((heading) => [key(heading), field])));
}

/** What headings say, or the first thing that is wrong with them. */
export interface Headings {
  readonly fields: ReadonlyMap<number, string>;
  readonly unknown: readonly string[];
  readonly missing: readonly string[];
  /** Two columns for one field. */
  readonly twice: readonly string[];
  /** A column of passwords, which are never taken from files; those of old inboxes are, and go on sealed. */
  readonly password: string | null;
}

/** How many headings of the kind are among the texts. */
export function countHeadings(kind: ImportKind, texts: readonly string[]): number {
  return new Set(texts.map((text) => KNOWN[kind].get(key(text))).filter((field) => field !== undefined)).size;
}

export function readHeadings(kind: ImportKind, cells: ReadonlyMap<number, string>): Headings {
  const fields = new Map<number, string>();
  const [unknown, twice]: [string[], string[]] = [[], []];
  const taken = new Set<string>();
  for (const [column, text] of cells) {
    const field = KNOWN[kind].get(key(text));
    if (field === undefined) unknown.push(text);
    else if (taken.has(field)) twice.push(text);
    else fields.set(column, field);
    if (field !== undefined) taken.add(field);
  }
  const missing = COLUMNS[kind].filter(({ field, required }) => required && !taken.has(field));
  return {
    fields,
    unknown,
    twice,
    missing: missing.map(({ headings }) => headings[0] ?? ''),
    password: kind === 'legacy-inboxes' ? null : ([...cells.values()].find((text) => PASSWORD.test(key(text))) ?? null),
  };
}

/** The fields in the order of templates and exports. */
export const fieldsOf = (kind: ImportKind): string[] => COLUMNS[kind].map(({ field }) => field);

/** The Vietnamese heading of a field; the field itself when it has none. */
export function headingOf(kind: ImportKind, field: string): string {
  return COLUMNS[kind].find((column) => column.field === field)?.headings[0] ?? field;
}
