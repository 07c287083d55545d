import { area } from './catalogue.ts';

/** The log. */
export const vi = {
  title: 'Nhật ký',
  intro: 'Ai đã làm gì, với chức vụ nào, lúc nào, từ đâu. Không sửa, không xóa được.',
  filters: 'Lọc nhật ký',
  who: 'Người làm',
  act: 'Việc',
  allActs: 'Mọi việc',
  unit: 'Đơn vị',
  from: 'Từ ngày',
  to: 'Đến ngày',
  clear: 'Bỏ lọc',
  empty: 'Không có dòng nào trong khoảng này',
  emptyText: 'Đổi người, việc, đơn vị hoặc khoảng ngày.',
  nobody: 'chưa đăng nhập',
  service: 'hệ thống',
  instead: '{name} thay {other}',
  detail: 'Chi tiết',
  address: 'Địa chỉ mạng',
  subject: 'Về',
  code: 'Mã việc',
  id: 'Mã',
  print: 'In',
  csv: 'Tải {count} dòng (.csv)',
  loaded: '{count} dòng đang xem',
  when: 'Lúc',
  yes: 'có',
  no: 'không',
  nothing: 'trống',
} as const;

export const auditTexts = area('audit', vi);
