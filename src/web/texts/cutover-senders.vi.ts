import { area } from './catalogue.ts';

/** Who still writes to old addresses, and how the watch of those addresses goes. */
export const vi = {
  title: 'Ai còn gửi vào địa chỉ cũ',
  about:
    'Tính từ ngày chuyển đổi, không kể thư rác và thư máy gửi. Người gửi nhiều nhất ở trên: gọi điện nhắc họ gửi qua hệ thống.',
  senders: 'Người gửi',
  address: 'Địa chỉ gửi',
  mails: 'Số thư',
  lastAt: 'Gần nhất',
  answeredAt: 'Đã tự động nhắc',
  never: 'chưa',
  none: 'Không còn ai gửi vào địa chỉ cũ',
  noneText: 'Khi có người gửi vào địa chỉ cũ sau ngày chuyển đổi, địa chỉ của họ hiện ở đây, kèm số thư.',
  onlyUnit: 'Chỉ {unit} và các đơn vị bên dưới',
  thatUnit: 'đơn vị đã chọn',
  allUnits: 'Xem mọi đơn vị',
  theirMails: 'Xem thư của {address}',
  watches: 'Hộp thư cũ còn ở nhà cung cấp',
  watchesText: 'Hệ thống tự vào xem các hộp thư này và lấy thư mới về, không thay đổi gì trong đó.',
  watchesNone: 'Không có hộp thư nào phải theo dõi. Hộp thư có máy chủ IMAP được theo dõi từ khi đóng băng.',
  inbox: 'Hộp thư',
  state: 'Tình trạng',
  checkedAt: 'Xem lần cuối',
  nextAt: 'Lần tới',
  notYet: 'chưa xem lần nào',
  'watch.new': 'chờ xem lần đầu',
  'watch.well': 'tốt',
  'watch.refused': 'sai mật khẩu',
  'watch.unreachable': 'không nối được',
  'watch.failing': 'gặp lỗi',
  'what.refused': 'Nhà cung cấp không nhận mật khẩu. Nhập lại mật khẩu của hộp thư trong danh sách hộp thư cũ.',
  'what.unreachable': 'Máy chủ của nhà cung cấp không trả lời. Hệ thống tự thử lại; kéo dài thì gọi nhà cung cấp.',
  'what.failing': 'Máy chủ trả lời không đúng. Hệ thống tự thử lại; kéo dài thì gửi mã lỗi cho quản trị máy chủ.',
  failures: 'hỏng {count} lần liền',
} as const;

export const sendersTexts = area('cutover-senders', vi);
