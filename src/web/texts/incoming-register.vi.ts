import { area } from './catalogue.ts';

export const vi = {
  title: 'Sổ đăng ký văn bản đến',
  year: 'Năm',
  unit: 'Đơn vị',
  print: 'In sổ',
  preparing: 'Đang lấy đủ các dòng…',
  arrivedOn: 'Ngày đến',
  arrivalNumber: 'Số đến',
  author: 'Tác giả',
  symbol: 'Số, ký hiệu',
  documentDate: 'Ngày tháng',
  typeAndSubject: 'Tên loại và trích yếu nội dung',
  handedTo: 'Đơn vị hoặc người nhận',
  handedOn: 'Ngày chuyển',
  received: 'Ký nhận',
  note: 'Ghi chú',
  empty: 'Sổ năm {year} chưa có dòng nào',
  emptyText: 'Mỗi văn bản được vào sổ có một dòng ở đây, theo thứ tự số đến. Dòng trong sổ không bị xoá.',
  toInbox: 'Mở văn bản đến',
  book: 'Sổ văn bản đến năm {year}',
} as const;

export const registerTexts = area('incoming-register', vi);
