import { errors } from '../platform/errors/domain-error.ts';

export const GROUPS = errors('groups', {
  nameTaken: {
    kind: 'conflict',
    vi: 'Đơn vị đã có nhóm nhận tên "{name}". Đặt tên khác, hoặc sửa nhóm đang có.',
    en: 'The unit already has a group called "{name}". Choose another name, or change that group.',
  },
  closed: {
    kind: 'conflict',
    vi: 'Nhóm nhận này đã đóng nên không sửa được nữa. Lập nhóm mới nếu còn cần.',
    en: 'This group is closed and cannot be changed any more. Make a new one if it is still needed.',
  },
  unitsUnknown: {
    kind: 'unprocessable',
    vi: 'Không có đơn vị mang mã định danh: {units}. Bỏ khỏi danh sách, hoặc chọn lại từ danh bạ đơn vị.',
    en: 'There are no units with these ids: {units}. Take them off the list or choose again from the directory.',
  },
  unitsClosed: {
    kind: 'unprocessable',
    vi: 'Đơn vị đã giải thể: {units}. Bỏ khỏi danh sách, hoặc chọn đơn vị kế thừa.',
    en: 'These units are closed: {units}. Take them off the list or choose their successors.',
  },
});
