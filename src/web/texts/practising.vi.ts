import { area } from './catalogue.ts';

/** Thực hành, for administrators: who has practised what, and starting all over. */
export const vi = {
  title: 'Thực hành',
  intro:
    'Ai đã tập những việc gì trong khu vực thực hành. Ở đó không có gì là văn bản thật: không vào sổ, không lấy số, không gửi thư.',
  off: 'Khu vực thực hành chưa được bật ở hệ thống này',
  offText:
    'Người quản lý máy chủ đặt PRACTICE_DATABASE_URL rồi khởi động lại. Kết quả tập từ trước vẫn xem được ở dưới.',
  enter: 'Vào thực hành',
  standing: '{done}/{total} đơn vị đã tập nhận văn bản',
  show: 'Xem',
  show_all: 'Tất cả',
  show_none: 'Chưa ai vào tập',
  show_begun: 'Đang tập dở',
  show_done: 'Đã tập đủ',
  search: 'Tìm đơn vị',
  searchHint: 'Tên hoặc mã, không cần dấu',
  table: 'Kết quả tập của từng đơn vị',
  unit: 'Đơn vị',
  people: 'Số người đã vào',
  acts: 'Đã tập',
  peopleCount: '{count} người đã vào',
  nobody: 'chưa ai vào tập',
  act_entered: 'vào khu vực thực hành',
  act_opened: 'mở văn bản',
  act_acknowledged: 'xác nhận đã nhận',
  act_registered: 'vào sổ',
  act_approved: 'duyệt',
  act_sent: 'gửi văn bản',
  firstAt: 'lần đầu {when}',
  notYet: 'chưa tập',
  emptyTitle: 'Không có đơn vị nào như vậy',
  emptyText: 'Chọn Tất cả, hoặc xóa ô tìm.',
  shown: '{count} đơn vị',
  loadingRows: 'Đang tải đơn vị…',
  reset: 'Làm lại toàn bộ',
  resetTitle: 'Làm lại toàn bộ khu vực thực hành?',
  resetText:
    'Mọi đơn vị và văn bản thực hành của mọi người bị xóa, ai đang tập bị đưa ra ngoài ngay. Lần vào sau bắt đầu từ đầu.',
  resetKeeps: 'Kết quả đã tập ở trang này vẫn giữ. Hệ thống thật không thay đổi gì.',
  resetDone: 'Đã làm lại toàn bộ khu vực thực hành',
  resetTop: 'Chỉ quản trị của đơn vị cao nhất làm lại toàn bộ được, vì việc này đưa mọi người đang tập ra ngoài.',
} as const;

export const practisingTexts = area('practising', vi);
