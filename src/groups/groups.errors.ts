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
  groupsUnknown: {
    kind: 'unprocessable',
    vi: 'Có nhóm không dùng được ở đây: {groups}. Chỉ đưa vào nhóm của chính đơn vị hoặc nhóm mà đơn vị được gửi tới.',
    en: 'These groups cannot be used here: {groups}. Only groups the owner could write to can be put into its group.',
  },
  cycle: {
    kind: 'conflict',
    vi: 'Nhóm "{group}" đã chứa nhóm này, trực tiếp hoặc qua nhóm khác. Bỏ nhóm đó khỏi danh sách.',
    en: 'The group "{group}" contains this one already, directly or through others.',
  },
  tooDeep: {
    kind: 'conflict',
    vi: 'Nhóm lồng nhau quá {limit} cấp. Đưa thẳng các nhóm bên trong vào nhóm này.',
    en: 'Groups within groups go {limit} levels deep at most.',
  },
  keeperOnly: {
    kind: 'forbidden',
    vi: 'Thành phần của nhóm do người quản lý nhóm quyết định: {keeper}. Đề nghị người đó, hoặc nhờ lãnh đạo đơn vị cử người khác.',
    en: 'Who is in this group is decided by its keeper: {keeper}.',
  },
  keeperUnknown: {
    kind: 'unprocessable',
    vi: 'Người quản lý nhóm phải đang giữ chức vụ văn thư hoặc lãnh đạo tại đơn vị chủ nhóm. Chọn lại.',
    en: 'The keeper must hold a post as clerk or leader at the unit that owns the group.',
  },
  ownerUnfit: {
    kind: 'unprocessable',
    vi: 'Không giao nhóm cho đơn vị này được. Chọn một đơn vị khác đang hoạt động trong cùng hệ thống.',
    en: 'The group cannot be handed to this unit. Choose another open unit of the same tree.',
  },
  groupsInTheWay: {
    kind: 'conflict',
    vi: 'Nhóm đang chứa hoặc nằm trong các nhóm mà chủ mới không dùng chung được: {groups}. Gỡ các nhóm đó ra trước khi giao.',
    en: 'The group contains or is in groups that would not fit its new owner: {groups}. Take it apart first.',
  },
  membersHidden: {
    kind: 'forbidden',
    vi: 'Chỉ đơn vị chủ nhóm và đơn vị trong nhóm xem được danh sách. Gửi đề nghị vào nhóm nếu cần.',
    en: 'Only its owner and the units in the group see who is in it.',
  },
  dayInFuture: {
    kind: 'unprocessable',
    vi: 'Ngày {on} chưa đến. Chọn ngày không muộn hơn {today}.',
    en: 'The day {on} is yet to come. Choose one not after {today}.',
  },
  inAlready: {
    kind: 'conflict',
    vi: 'Đơn vị đã ở trong nhóm này rồi, không cần đề nghị.',
    en: 'The unit is in this group already.',
  },
  notIn: {
    kind: 'conflict',
    vi: 'Đơn vị không ở trong nhóm này nên không có gì để rút.',
    en: 'The unit is not in this group.',
  },
  ownGroup: {
    kind: 'conflict',
    vi: 'Nhóm này do chính đơn vị quản lý. Sửa thẳng danh sách của nhóm.',
    en: 'The unit owns this group: change its members directly.',
  },
  otherRequestOpen: {
    kind: 'conflict',
    vi: 'Đang có một đề nghị khác chờ trả lời. Chờ trả lời, hoặc rút đề nghị đó trước.',
    en: 'Another request is still waiting for its answer. Wait for it, or withdraw it first.',
  },
  requestEnded: {
    kind: 'conflict',
    vi: 'Đề nghị này đã kết thúc ({state}) lúc {at}. Tải lại để xem kết quả.',
    en: 'This request ended ({state}) at {at}.',
  },
  otherSide: {
    kind: 'forbidden',
    vi: 'Việc này dành cho phía bên kia của đề nghị: bên được hỏi trả lời, bên hỏi rút lại.',
    en: 'This is for the other side of the request: who was asked answers, who asked withdraws.',
  },
});
