/** Everything here is made up for the rehearsal: units are named after what they are, addresses end in .example. */

export const OFFICE = { code: 'DK', name: 'Đoàn Khối (diễn tập)' } as const;

/** The unit that writes to the office. */
export const ANSWERING = 'CQ-01';

/** What becomes of a unit on the way; each inbox below goes the way its unit does. */
export interface RehearsedUnit {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  /** Comes to the training week; who does not comes on 05/6. */
  readonly comes: boolean;
}

export const UNITS: readonly RehearsedUnit[] = [
  { code: 'CQ-01', name: 'Chi đoàn cơ quan 01', kind: 'Cơ quan', comes: true },
  { code: 'CQ-02', name: 'Chi đoàn cơ quan 02', kind: 'Cơ quan', comes: true },
  { code: 'CQ-03', name: 'Chi đoàn cơ quan 03', kind: 'Cơ quan', comes: true },
  { code: 'DN-01', name: 'Đoàn cơ sở doanh nghiệp 01', kind: 'Doanh nghiệp', comes: true },
  { code: 'DN-02', name: 'Đoàn cơ sở doanh nghiệp 02', kind: 'Doanh nghiệp', comes: true },
  { code: 'TH-01', name: 'Đoàn trường 01', kind: 'Trường học', comes: true },
  { code: 'TH-02', name: 'Đoàn trường 02', kind: 'Trường học', comes: false },
];

/**
 * `early`: frozen, brought over and proved before the date · `last`: runs both ways to the last moment · `changed`: its provider changes
 * a mail behind our back · `file`: there is no server any more, only a file of its mails.
 */
export type InboxWay = 'early' | 'last' | 'changed' | 'file';

export interface RehearsedInbox {
  readonly address: string;
  readonly unit: string;
  readonly way: InboxWay;
}

export const INBOXES: readonly RehearsedInbox[] = [
  { address: 'cq01@hopthu-cu.example', unit: 'CQ-01', way: 'early' },
  { address: 'cq01.vanphong@hopthu-cu.example', unit: 'CQ-01', way: 'early' },
  { address: 'cq02@hopthu-cu.example', unit: 'CQ-02', way: 'early' },
  { address: 'cq03@hopthu-cu.example', unit: 'CQ-03', way: 'last' },
  { address: 'dn01@hopthu-cu.example', unit: 'DN-01', way: 'last' },
  { address: 'dn02@hopthu-cu.example', unit: 'DN-02', way: 'changed' },
  { address: 'th01@hopthu-cu.example', unit: 'TH-01', way: 'early' },
  { address: 'th01.cu@hopthu-cu.example', unit: 'TH-01', way: 'file' },
  { address: 'th02@hopthu-cu.example', unit: 'TH-02', way: 'early' },
];

export const CUTOVER = '2020-06-01T00:00:00+07:00';
export const LAST_MOMENT = '2020-05-31T23:59:59.999+07:00';

const quoted = (cell: string | number): string => `"${String(cell).replaceAll('"', '""')}"`;
export const csv = (rows: readonly (readonly (string | number)[])[]): string =>
  rows.map((row) => row.map(quoted).join(',')).join('\n');

export const unitTable = (): string =>
  csv([
    ['Mã đơn vị', 'Mã cấp trên', 'Tên đơn vị', 'Loại', 'Kênh nhận', 'Cách đánh số', 'Thư điện tử'],
    ...UNITS.map(({ code, name, kind }) => [
      code,
      OFFICE.code,
      name,
      kind,
      'Hệ thống',
      'Theo năm',
      `${code.toLowerCase()}@lienhe.example`,
    ]),
  ]);

export const clerkOf = (code: string): string => `vanthu.${code.toLowerCase()}`;
export const leaderOf = (code: string): string => `bithu.${code.toLowerCase()}`;

export const accountTable = (): string =>
  csv([
    ['Tên đăng nhập', 'Họ và tên', 'Mã đơn vị', 'Vai trò', 'Chức danh'],
    ...[OFFICE, ...UNITS].map(({ code, name }) => [clerkOf(code), `Văn thư ${name}`, code, 'Văn thư', 'Văn thư']),
    ...[OFFICE.code, ANSWERING].map((code) => [leaderOf(code), `Bí thư ${code}`, code, 'Lãnh đạo', 'Bí thư']),
  ]);

/** @param portOf the IMAP server of an address; null: it has none */
export const inboxTable = (
  portOf: (address: string) => number | null,
  login: { readonly user: string; readonly password: string },
  unitOf: (inbox: RehearsedInbox) => string = ({ unit }) => unit,
): string =>
  csv([
    [
      'Địa chỉ hộp thư',
      'Mã đơn vị',
      'Người giữ',
      'Máy chủ IMAP',
      'Cổng IMAP',
      'Bảo mật',
      'Tên đăng nhập IMAP',
      'Mật khẩu IMAP',
    ],
    ...INBOXES.map((inbox) => {
      const port = portOf(inbox.address);
      const server =
        port === null ? ['', '', '', '', ''] : ['127.0.0.1', port, 'Không mã hóa', login.user, login.password];
      return [inbox.address, unitOf(inbox), 'Văn thư', ...server];
    }),
  ]);

/** What keeps a unit, in the words of the meeting. */
export const BLOCKER_WORDS: Readonly<Record<string, string>> = {
  nobody: 'chưa có tài khoản',
  'no-code': 'chưa được phát mã',
  'not-booked': 'chưa đăng ký tập huấn',
  absent: 'vắng tập huấn',
  'not-trained': 'chưa tập huấn',
  'code-unused': 'chưa đăng nhập lần nào',
  'no-acknowledgement': 'chưa xác nhận văn bản nào',
  'no-receiver': 'không còn ai nhận được văn bản',
  'inbox-in-use': 'hộp thư còn dùng',
  'inbox-not-imported': 'chưa chép thư',
  'inbox-not-proven': 'chưa đối chiếu khớp',
  'inbox-not-retired': 'hộp thư chưa nghỉ',
};
