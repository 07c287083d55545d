import { area } from './catalogue.ts';

export const vi = {
  title: 'Ủy quyền khi vắng mặt',
  text: 'Trong thời gian vắng, đồng nghiệp cùng đơn vị làm thay anh/chị. Mọi việc làm thay đều ghi rõ ai làm, thay ai.',
  give: 'Ủy quyền cho đồng nghiệp',
  none: 'Không có ủy quyền nào đang hoặc sắp có hiệu lực.',
  given: '{name} làm thay anh/chị',
  received: 'Anh/chị làm thay {name}',
  period: 'từ {from} đến {to}',
  end: 'Kết thúc',
  endOf: 'Kết thúc ủy quyền cho {name}',
  ended: 'Đã kết thúc ủy quyền.',
  post: 'Chức vụ được làm thay',
  receiver: 'Người làm thay',
  choose: 'Chọn…',
  noColleagues: 'Đơn vị chưa có người khác giữ chức vụ. Nhờ quản trị đơn vị thêm người trước.',
  firstDay: 'Từ ngày',
  firstDayHint: 'Bỏ trống: từ bây giờ.',
  lastDay: 'Đến hết ngày',
  reason: 'Lý do',
  reasonHint: 'Ví dụ: nghỉ phép, đi công tác.',
  do: 'Ủy quyền',
  done: 'Đã ủy quyền. {name} được báo ngay.',
  lastDayNeeded: 'Chọn ngày cuối cùng của ủy quyền.',
  upcoming: 'sắp tới',
  active: 'đang hiệu lực',
  ended_state: 'đã kết thúc',
  void: 'không còn hiệu lực',
} as const;

export const delegationTexts = area('delegations', vi);
