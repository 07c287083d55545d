import { errors } from '../platform/errors/domain-error.ts';

export const LEGACY_INBOXES = errors('legacy-inboxes', {
  addressTaken: {
    kind: 'conflict',
    vi: 'Hộp thư {address} đã có trong danh mục. Tìm hộp thư đó để sửa, hoặc kiểm tra lại địa chỉ.',
    en: 'The inbox {address} is listed already. Look for it and change it, or check the address.',
  },
  addressFixed: {
    kind: 'conflict',
    vi: 'Chỉ sửa được địa chỉ khi hộp thư còn đang dùng và chưa sao chép thư nào. Lập hộp thư mới với địa chỉ đúng.',
    en: 'The address can only be changed while the inbox is in use and nothing was brought over. List another inbox instead.',
  },
  noServer: {
    kind: 'conflict',
    vi: 'Hộp thư chưa có máy chủ IMAP nên không cần mật khẩu. Khai máy chủ và tên đăng nhập trước.',
    en: 'The inbox has no IMAP server, so it needs no password. Enter server and user name first.',
  },
  wrongState: {
    kind: 'conflict',
    vi: 'Hộp thư đang ở bước khác nên không làm việc này được. Tải lại để xem các việc làm được lúc này.',
    en: 'The inbox is at another step, where this cannot be done. Reload to see what can be done now.',
  },
  closed: {
    kind: 'conflict',
    vi: 'Hộp thư đã khóa vĩnh viễn nên không thay đổi được nữa. Nếu cần dùng lại địa chỉ, báo người vận hành.',
    en: 'The inbox is closed for good and cannot be changed any more.',
  },
  noDate: {
    kind: 'conflict',
    vi: 'Chưa ấn định ngày chuyển đổi nên chưa chạy song song được. Nhờ người vận hành đặt CUTOVER_AT.',
    en: 'No date of the cutover is set, so both ways cannot run side by side. Ask the operator to set CUTOVER_AT.',
  },
  afterCutover: {
    kind: 'conflict',
    vi: 'Đã qua thời điểm chuyển đổi nên không quay lại dùng hộp thư cũ được. Dùng hệ thống để gửi, nhận văn bản.',
    en: 'The cutover has passed: there is no way back to the old inbox. Use the system.',
  },
  notImported: {
    kind: 'conflict',
    vi: 'Chưa sao chép thư trong hộp thư này về hệ thống. Chạy sao chép trước, hoặc bỏ qua kèm lý do.',
    en: 'What is in this inbox was not brought over yet. Bring it over first, or override with a reason.',
  },
  notProven: {
    kind: 'conflict',
    vi: 'Thư trên máy chủ và thư đã sao chép chưa khớp ({differences} chỗ lệch chưa giải thích). Đối chiếu lại, hoặc bỏ qua kèm lý do.',
    en: 'Server and archive do not agree yet ({differences} unexplained differences). Compare again, or override with a reason.',
  },
  unitNotReady: {
    kind: 'conflict',
    vi: 'Đơn vị chưa sẵn sàng dùng hệ thống. Xem đơn vị còn vướng gì ở trang chuyển đổi, hoặc bỏ qua kèm lý do.',
    en: 'The unit is not ready for the system. See what keeps it on the cutover page, or override with a reason.',
  },
  reasonNeeded: {
    kind: 'unprocessable',
    vi: 'Việc này cần lý do dài ít nhất {least} ký tự. Ghi rõ lý do rồi làm lại.',
    en: 'This takes a reason of at least {least} characters. Give one and try again.',
  },
});
