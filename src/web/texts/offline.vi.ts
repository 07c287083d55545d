import { area } from './catalogue.ts';

/** Without a line, the bell, and a new version: what the frame of the page says. */
export const vi = {
  offline: 'Mất mạng. Những gì anh/chị đang nhập vẫn được giữ; trang tự nối lại khi có mạng.',
  offlineCopy: 'Mất mạng. Đang xem bản lưu lúc {time}; những gì đang nhập vẫn được giữ.',
  newVersion: 'Có bản mới của trang.',
  takeOver: 'Tải lại',
  waitingCount: '{count} xác nhận đã nhận chờ gửi',
  refusedCount: '{count} xác nhận chưa được nhận',
  seeWhat: 'Xem',
  actsTitle: 'Xác nhận đã nhận khi mất mạng',
  actsText: 'Được gửi khi có mạng trở lại. Nơi gửi thấy cả giờ anh/chị bấm và giờ máy chủ nhận.',
  pressedAt: 'bấm lúc {time}',
  acknowledgement: 'Xác nhận đã nhận',
  waiting: 'chờ gửi',
  refused: 'không được nhận',
  understood: 'Đã hiểu',
  keptNow: 'Chưa có mạng. Đã ghi xác nhận lúc {time}, tự gửi khi có mạng.',
  sentLater: '{label}: đã xác nhận nhận. Bấm lúc {pressed}, máy chủ nhận lúc {received}.',
  sentWithoutClaim:
    '{label}: đã xác nhận nhận lúc {received}. Giờ bấm {pressed} không dùng được vì đồng hồ máy này sai.',
  alreadyLater: '{label}: đơn vị đã xác nhận từ {received}; lần bấm lúc {pressed} không tính thêm.',
  refusedLater: '{label}: xác nhận bấm lúc {pressed} không được nhận. {why}',
  bell: 'Thông báo',
  bellCount: '{count} chưa đọc',
  help: 'Trợ giúp',
} as const;

export const offlineTexts = area('offline', vi);
