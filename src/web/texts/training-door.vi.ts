import { area } from './catalogue.ts';

/** At the door of a training: read on a phone, in a hurry. */
export const vi = {
  title: 'Điểm danh tập huấn',
  reading: 'Đang đọc mã…',
  confirm: 'Đúng là người này?',
  noName: 'đơn vị chưa ghi tên người dự',
  here: 'Có mặt',
  hereNamed: 'Điểm danh {name}',
  sending: 'Đang ghi…',
  done: 'Đã điểm danh',
  doneBefore: 'Đã điểm danh từ trước',
  doneAt: 'lúc',
  how_qr: 'bằng mã QR',
  how_name: 'theo tên',
  undo: 'Bỏ điểm danh',
  undone: 'Đã bỏ điểm danh {unit}',
  absent: 'Vắng',
  absentNamed: 'Ghi vắng {unit}',
  absentDone: 'Đã ghi vắng {unit}. Đơn vị được mời dự buổi bù.',
  weak: 'Mạng yếu: chưa ghi được. Giữ trang này mở, máy tự gửi lại; bấm nhiều lần cũng chỉ tính một.',
  notYours: 'Mã này không thuộc đợt tập huấn anh/chị đón, hoặc bị cắt khi chép. Mở danh sách rồi tìm theo tên đơn vị.',
  own: 'Đây là giấy mời của đơn vị anh/chị. Đưa mã này cho người đón ở cửa quét khi đến dự.',
  notNow:
    'Chưa điểm danh được lúc này: buổi đã đăng ký là {session}. Điểm danh được từ một giờ trước buổi đến hết ngày.',
  noPlace: 'Đơn vị này chưa có chỗ trong buổi nào: {state}.',
  toList: 'Danh sách theo tên',
  next: 'Người tiếp theo',
  week: 'Đợt tập huấn',
  session: 'Buổi',
  allSessions: 'mọi buổi',
  search: 'Tìm đơn vị hoặc người dự',
  searchHint: 'Gõ tên, không cần dấu',
  searchAll: 'Đang tìm trong mọi buổi',
  came: 'Đã đến {came}/{all}',
  nobody: 'Buổi này chưa có ai đăng ký.',
  nobodyFound: 'Không có ai khớp với “{q}”.',
  noWeek: 'Không có đợt tập huấn nào để điểm danh',
  noWeekText: 'Trang này dành cho người đón ở đơn vị tổ chức. Mở đợt tập huấn của đơn vị anh/chị ở mục Tập huấn.',
  toTraining: 'Mở Tập huấn',
} as const;

export const doorTexts = area('training-door', vi);
