import { area } from './catalogue.ts';

/** The scoreboard everybody may see. */
export const vi = {
  title: 'Tiến độ chuyển đổi',
  intro: 'Từ thư điện tử sang hệ thống gửi, nhận văn bản (gnvb).',
  daysLeft: 'Còn {count} ngày',
  passed: 'Đã chuyển đổi',
  on: 'Ngày chuyển đổi: {when}',
  step_preparing: 'đang chuẩn bị',
  step_ready: 'sẵn sàng',
  step_cut_over: 'đã chuyển xong',
  inboxes: 'Đã ngừng dùng {retired}/{all} hộp thư cũ.',
  names: 'Từng đơn vị',
  offTitle: 'Bảng này đang tắt',
  offText:
    'Cơ quan phụ trách chưa mở bảng tiến độ cho mọi người. Nếu anh/chị là người của đơn vị, đăng nhập để xem việc của đơn vị mình.',
  signIn: 'Tới trang đăng nhập',
} as const;

export const cutoverScoreboardTexts = area('cutover-scoreboard', vi);
