import { area } from './catalogue.ts';

export const vi = {
  title: 'Thông báo',
  readAll: 'Đánh dấu tất cả đã đọc',
  allRead: 'Không còn thông báo chưa đọc',
  choices: 'Chọn cách báo tin',
  unread: 'Chưa đọc',
  empty: 'Chưa có thông báo nào',
  emptyText: 'Khi có văn bản gửi đến đơn vị, được phân công hoặc bị trả lại, tin hiện ra ở đây và được giữ 90 ngày.',
  acknowledge: 'Xác nhận đã nhận',
  acknowledged: 'Đã xác nhận nhận văn bản.',
  kept: '{title}: chưa có mạng. Việc xác nhận đã được ghi lại và tự gửi khi có mạng.',
  waiting: 'chờ gửi · bấm lúc {time}',
} as const;

export const noticeTexts = area('notices', vi);
