import { area } from './catalogue.ts';

/** The practice area. */
export const vi = {
  title: 'Khu vực thực hành',
  link: 'Khu vực thực hành',
  linkText: 'Thử gửi, nhận, xác nhận, vào sổ mà không động đến văn bản thật.',
  notice: 'Khu vực thực hành — không có gì ở đây là văn bản thật',
  again: 'Làm lại từ đầu',
  againTitle: 'Làm lại từ đầu?',
  againText:
    'Mọi văn bản thực hành của anh/chị bị bỏ, một đơn vị thực hành mới được tạo. Những việc đã thực hành vẫn được ghi nhận.',
  leave: 'Thoát',
  enter: 'Vào thực hành',
  role: 'Anh/chị thực hành với vai trò',
  roleClerk: 'Văn thư đơn vị',
  roleLeader: 'Lãnh đạo đơn vị',
  roleOffice: 'Văn thư Đoàn Khối',
  intro:
    'Anh/chị có một đơn vị thực hành riêng, cùng các đơn vị đối tác tự mở, xác nhận và trả lời. Không ai nhận được thư, không số văn bản nào được cấp trong sổ thật.',
  realSession: 'Đăng nhập vào hệ thống trước, rồi quay lại đây.',
  toReal: 'Về trang chính',
  tour: 'Hướng dẫn từng bước',
  offer: 'Lần đầu anh/chị ở đây? Xem từng phần của trang trong một phút.',
  later: 'Để sau',
} as const;

export const practiceTexts = area('practice', vi);
