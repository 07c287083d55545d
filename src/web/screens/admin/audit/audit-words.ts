/** What the acts in the log are called. Pure; an act that is not here is shown by its code. */
import type { WordLanguage } from '../../../words/when.ts';

type Words = readonly [vi: string, en: string];

/** By the act's code; `group.*` are the acts of the history of groups. */
export const ACTS: Readonly<Record<string, Words>> = {
  view: ['Xem văn bản', 'Viewed a document'],
  'account.create': ['Tạo tài khoản', 'Made an account'],
  'account.edit': ['Sửa tài khoản', 'Edited an account'],
  'account.lock': ['Khóa tài khoản', 'Locked an account'],
  'account.unlock': ['Mở khóa tài khoản', 'Unlocked an account'],
  'account.disable': ['Ngừng tài khoản lâu không dùng', 'Disabled an unused account'],
  'account.enable': ['Cho tài khoản dùng lại', 'Enabled an account'],
  'account.activate': ['Kích hoạt tài khoản', 'Activated an account'],
  'account.activation-failed': ['Kích hoạt không thành', 'Activation failed'],
  'account.set-password': ['Đặt mật khẩu', 'Set a password'],
  'account.reset-password': ['Đặt lại mật khẩu qua thư', 'Reset a password by mail'],
  'account.request-password-reset': ['Xin đặt lại mật khẩu', 'Asked for a password reset'],
  'account.end-session': ['Kết thúc một phiên', 'Ended a session'],
  'account.end-sessions': ['Kết thúc mọi phiên', 'Ended all sessions'],
  'account.remove-second-factor': ['Gỡ xác thực hai bước', 'Removed a second factor'],
  'account.turn-on-second-factor': ['Bật xác thực hai bước', 'Turned the second factor on'],
  'account.turn-off-second-factor': ['Tắt xác thực hai bước', 'Turned the second factor off'],
  'account.renew-recovery-codes': ['Cấp lại mã dự phòng', 'Renewed recovery codes'],
  'account.hand-over': ['Bàn giao', 'Handed over'],
  'activation-code.issue': ['Cấp mã kích hoạt', 'Issued an activation code'],
  'activation-code.void': ['Hủy mã kích hoạt', 'Voided an activation code'],
  'post.give': ['Giao chức vụ', 'Gave a post'],
  'post.end': ['Thôi chức vụ', 'Ended a post'],
  'delegation.make': ['Ủy quyền', 'Made a delegation'],
  'delegation.end': ['Kết thúc ủy quyền', 'Ended a delegation'],
  'session.sign-in': ['Đăng nhập', 'Signed in'],
  'session.sign-in-failed': ['Đăng nhập không thành', 'Sign-in failed'],
  'session.sign-in-through-provider': ['Đăng nhập qua cổng khác', 'Signed in through a provider'],
  'session.sign-out': ['Đăng xuất', 'Signed out'],
  'session.end': ['Kết thúc phiên', 'Ended a session'],
  'session.locked-out': ['Tạm khóa vì thử sai nhiều lần', 'Locked out after many tries'],
  'session.revoked-as-stolen': ['Hủy phiên nghi bị lấy cắp', 'Revoked a session as stolen'],
  'single-sign-on.failed': ['Đăng nhập qua cổng khác không thành', 'Sign-in through a provider failed'],
  'external-identity.link': ['Gắn tài khoản ngoài', 'Linked an external identity'],
  'external-identity.unlink': ['Bỏ gắn tài khoản ngoài', 'Unlinked an external identity'],
  'unit.create': ['Thêm đơn vị', 'Added a unit'],
  'unit.change': ['Sửa đơn vị', 'Changed a unit'],
  'unit.rename': ['Đổi tên đơn vị', 'Renamed a unit'],
  'unit.open-term': ['Thêm nhiệm kỳ', 'Opened a term'],
  'unit.close': ['Đóng đơn vị', 'Closed a unit'],
  'unit.quota': ['Đặt hạn mức dung lượng', 'Set a quota'],
  'group.create': ['Lập nhóm nhận', 'Made a group'],
  'group.change': ['Sửa nhóm nhận', 'Changed a group'],
  'group.join': ['Thêm đơn vị vào nhóm', 'Added units to a group'],
  'group.leave': ['Bớt đơn vị khỏi nhóm', 'Removed units from a group'],
  'group.except': ['Trừ đơn vị khỏi nhóm', 'Left units out of a group'],
  'group.readmit': ['Thôi trừ đơn vị', 'Readmitted units to a group'],
  'group.set-rule': ['Đặt điều kiện nhóm', 'Set the rule of a group'],
  'group.drop-rule': ['Bỏ điều kiện nhóm', 'Removed the rule of a group'],
  'group.add-group': ['Thêm nhóm bên trong', 'Added groups within'],
  'group.drop-group': ['Bỏ nhóm bên trong', 'Removed groups within'],
  'group.set-keeper': ['Đổi người quản lý nhóm', 'Changed the keeper of a group'],
  'group.hand-over': ['Giao nhóm cho đơn vị khác', 'Handed a group over'],
  'group.close': ['Đóng nhóm', 'Closed a group'],
  'number-book.open': ['Mở sổ số', 'Opened a number book'],
  'import.upload': ['Tải tệp danh sách lên', 'Uploaded a list'],
  'import.apply': ['Ghi danh sách từ tệp', 'Applied an import'],
  'import.cancel': ['Bỏ lần nhập', 'Gave an import up'],
  'import.export': ['Tải danh sách về', 'Exported a list'],
  'api-key.make': ['Cấp khóa phần mềm', 'Made a key'],
  'api-key.revoke': ['Thu hồi khóa phần mềm', 'Revoked a key'],
  'webhook.create': ['Thêm nơi nhận tin', 'Added a webhook'],
  'webhook.change': ['Sửa nơi nhận tin', 'Changed a webhook'],
  'webhook.close': ['Xóa nơi nhận tin', 'Deleted a webhook'],
  'webhook.ping': ['Gửi tin thử', 'Sent a ping'],
  'webhook.replace-secret': ['Đổi khóa chữ ký', 'Replaced a secret'],
  'webhook.replay': ['Gửi lại tin', 'Replayed events'],
  'webhook.switch-off': ['Tắt nơi nhận tin bị lỗi', 'Switched a webhook off'],
  'release-unscanned': ['Cho qua tệp không quét được', 'Released an unscanned file'],
  quarantine: ['Cách ly tệp có mã độc', 'Quarantined a file'],
  'notification.choose': ['Chọn cách nhận tin', 'Chose notices'],
  'push.subscribe': ['Bật tin trên thiết bị', 'Subscribed a device'],
  'push.unsubscribe': ['Tắt tin trên thiết bị', 'Unsubscribed a device'],
};

const FIELDS: Readonly<Record<string, Words>> = {
  reason: ['Lý do', 'Reason'],
  name: ['Tên', 'Name'],
  username: ['Tên đăng nhập', 'User name'],
  title: ['Chức danh', 'Title'],
  role: ['Vai trò', 'Role'],
  code: ['Mã', 'Code'],
  on: ['Ngày', 'Day'],
  from: ['Từ', 'From'],
  to: ['Đến', 'To'],
  status: ['Tình trạng', 'Status'],
  statusReason: ['Lý do', 'Reason'],
  postId: ['Chức vụ', 'Post'],
  unitId: ['Đơn vị', 'Unit'],
  successorId: ['Người hoặc đơn vị kế nhiệm', 'Successor'],
  moved: ['Văn bản chuyển đi', 'Documents moved'],
  undeliverable: ['Văn bản trả về nơi gửi', 'Documents returned'],
  displayName: ['Họ và tên', 'Name'],
  email: ['Thư điện tử', 'E-mail'],
  fields: ['Đã sửa', 'Changed'],
  scopes: ['Được làm', 'May'],
  kind: ['Loại', 'Kind'],
  fileName: ['Tệp', 'File'],
  kinds: ['Loại đơn vị', 'Kinds'],
  sectors: ['Lĩnh vực', 'Fields'],
  channels: ['Cách nhận', 'Channels'],
  reach: ['Phạm vi', 'Reach'],
  right: ['Với tư cách', 'By right of'],
  rootUnitId: ['Tính từ đơn vị', 'Counted from'],
  parentId: ['Trực thuộc', 'Below'],
  shortName: ['Tên ngắn', 'Short name'],
  unitIds: ['Đơn vị', 'Units'],
  posts: ['Chức vụ', 'Posts'],
  count: ['Số lượng', 'Count'],
};

const pick = (words: Words, language: WordLanguage): string => words[language === 'vi' ? 0 : 1];

/** "Khóa tài khoản" for `account.lock`. */
export function actInWords(act: string, language: WordLanguage): string {
  const words = ACTS[act];
  return words ? pick(words, language) : act;
}

/** What an entry says beyond who and what: name and value, one level deep, the rest as it is stored. */
export function detailInWords(
  detail: Readonly<Record<string, unknown>>,
  language: WordLanguage,
): readonly (readonly [name: string, value: string])[] {
  return Object.entries(detail).map(([key, value]) => {
    const words = FIELDS[key];
    return [words ? pick(words, language) : key, valueInWords(value, language)] as const;
  });
}

function valueInWords(value: unknown, language: WordLanguage): string {
  const isNothing =
    value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  if (isNothing) return language === 'vi' ? 'trống' : 'empty';
  if (typeof value === 'boolean') return pick(value ? ['có', 'yes'] : ['không', 'no'], language);
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map((one) => valueInWords(one, language)).join(', ');
  return JSON.stringify(value);
}
