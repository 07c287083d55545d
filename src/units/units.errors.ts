import { errors } from '../platform/errors/domain-error.ts';

export const UNITS = errors('units', {
  parentNotFound: {
    kind: 'not-found',
    vi: 'Không có đơn vị cấp trên này trong phạm vi anh/chị quản trị. Chọn một đơn vị khác làm cấp trên.',
    en: 'There is no such parent among the units you administer. Choose another one.',
  },
  parentClosed: {
    kind: 'conflict',
    vi: 'Đơn vị cấp trên đã giải thể ngày {closedOn}. Chọn đơn vị đang hoạt động làm cấp trên.',
    en: 'The parent was closed on {closedOn}. Choose a unit that is open.',
  },
  movedIntoItself: {
    kind: 'unprocessable',
    vi: 'Không thể chuyển đơn vị vào chính nó hoặc vào đơn vị cấp dưới của nó. Chọn cấp trên ở nhánh khác.',
    en: 'A unit cannot be moved into itself or below itself. Choose a parent in another branch.',
  },
  moveFromAbove: {
    kind: 'forbidden',
    vi: 'Việc chuyển đơn vị sang cấp trên khác do quản trị của đơn vị cấp trên hiện tại làm. Đề nghị họ thực hiện.',
    en: 'A unit is moved by an administrator of its present parent or above. Ask one of them.',
  },
  codeTaken: {
    kind: 'conflict',
    vi: 'Mã {code} đã được đơn vị khác dùng (kể cả đơn vị đã giải thể). Chọn mã khác.',
    en: 'Code {code} belongs to another unit, perhaps a closed one. Choose another code.',
  },
  channelNotForKind: {
    kind: 'unprocessable',
    vi: 'Cơ quan, cá nhân ngoài hệ thống chỉ nhận qua thư điện tử hoặc bản giấy. Chọn kênh "email" hoặc "paper".',
    en: 'External bodies and persons are reached by e-mail or paper only. Choose channel "email" or "paper".',
  },
  emailNeeded: {
    kind: 'unprocessable',
    vi: 'Kênh nhận là thư điện tử nên phải có địa chỉ thư. Nhập địa chỉ, hoặc chọn kênh khác.',
    en: 'The channel is e-mail, so an address is needed. Enter one or choose another channel.',
  },
  closed: {
    kind: 'conflict',
    vi: 'Đơn vị đã giải thể ngày {closedOn} nên không sửa được nữa. Nếu có đơn vị kế thừa, hãy sửa ở đơn vị đó.',
    en: 'The unit was closed on {closedOn} and cannot be changed any more. Change its successor, if it has one.',
  },
  nameTaken: {
    kind: 'conflict',
    vi: 'Đã có tên khác bắt đầu dùng từ ngày {validFrom}: "{name}". Chọn ngày hiệu lực khác.',
    en: 'Another name already holds from {validFrom}: "{name}". Choose another day.',
  },
  termBackwards: {
    kind: 'unprocessable',
    vi: 'Ngày kết thúc nhiệm kỳ phải sau ngày bắt đầu. Sửa lại một trong hai ngày.',
    en: 'A term must end after it starts. Correct one of the days.',
  },
  termOverlaps: {
    kind: 'conflict',
    vi: 'Trùng thời gian với nhiệm kỳ {ordinal} (từ {startsOn} đến {endsOn}). Chọn ngày bắt đầu sau đó, hoặc ghi ngày kết thúc trước ngày {startsOn}.',
    en: 'This overlaps term {ordinal} ({startsOn} to {endsOn}). Start after it, or end before {startsOn}.',
  },
  termOrdinalTaken: {
    kind: 'conflict',
    vi: 'Đơn vị đã có nhiệm kỳ {ordinal}, bắt đầu ngày {startsOn}. Kiểm tra lại số thứ tự khóa.',
    en: 'The unit already has a term {ordinal}, from {startsOn}. Check the ordinal.',
  },
  alreadyClosed: {
    kind: 'conflict',
    vi: 'Đơn vị đã giải thể ngày {closedOn}; không cần làm lại.',
    en: 'The unit was already closed on {closedOn}; nothing is left to do.',
  },
  closedBeforeOpening: {
    kind: 'unprocessable',
    vi: 'Ngày giải thể không thể trước ngày thành lập ({openedOn}). Chọn ngày khác.',
    en: 'A unit cannot be closed before it was opened ({openedOn}). Choose another day.',
  },
  closedInFuture: {
    kind: 'unprocessable',
    vi: 'Ngày giải thể không thể sau hôm nay ({today}). Đến ngày đó hãy thực hiện.',
    en: 'A unit cannot be closed as of a day after today ({today}). Do it on that day.',
  },
  hasOpenChildren: {
    kind: 'conflict',
    vi: 'Còn {count} đơn vị cấp dưới đang hoạt động. Chuyển hoặc giải thể các đơn vị đó trước.',
    en: '{count} units below it are still open. Move or close them first.',
  },
  successorNotFound: {
    kind: 'not-found',
    vi: 'Không có đơn vị kế thừa này trong phạm vi anh/chị quản trị. Chọn đơn vị khác.',
    en: 'There is no such successor among the units you administer. Choose another one.',
  },
  successorClosed: {
    kind: 'conflict',
    vi: 'Đơn vị kế thừa đã giải thể ngày {closedOn}. Chọn đơn vị đang hoạt động.',
    en: 'The successor was closed on {closedOn}. Choose a unit that is open.',
  },
  successorInside: {
    kind: 'unprocessable',
    vi: 'Đơn vị kế thừa không thể là chính đơn vị này hoặc đơn vị cấp dưới của nó. Chọn đơn vị khác.',
    en: 'The successor cannot be the unit itself or one below it. Choose another one.',
  },
});
