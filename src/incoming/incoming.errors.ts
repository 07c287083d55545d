import { errors } from '../platform/errors/domain-error.ts';

export const INCOMING = errors('incoming', {
  wrongState: {
    kind: 'conflict',
    vi: 'Văn bản đang ở trạng thái "{state}" nên không làm được việc này. Tải lại để xem việc làm được tiếp theo.',
    en: 'The document is "{state}"; this is not possible now. Reload to see what is.',
  },
  alreadyAcknowledged: {
    kind: 'conflict',
    vi: 'Đơn vị đã xác nhận nhận văn bản này.',
    en: 'The unit has acknowledged this document already.',
  },
  pressedAtUnbelievable: {
    kind: 'unprocessable',
    vi: 'Giờ bấm {pressedAt} không dùng được: phải từ lúc văn bản đến, trong 14 ngày gần đây và không ở tương lai. Kiểm tra đồng hồ của máy, rồi xác nhận lại.',
    en: 'The time of pressing {pressedAt} must be after the delivery, within the last 14 days and not in the future. Check the clock of the device and acknowledge again.',
  },
  alreadyRegistered: { kind: 'conflict', vi: 'Văn bản đã vào sổ.', en: 'The document is in the register already.' },
  returnInstead: {
    kind: 'conflict',
    vi: 'Văn bản đã vào sổ nên không từ chối được nữa; dùng "Trả lại".',
    en: 'The document is registered: return it instead of refusing it.',
  },
  refuseInstead: {
    kind: 'conflict',
    vi: 'Văn bản chưa vào sổ; dùng "Từ chối tiếp nhận".',
    en: 'The document is not registered yet: refuse it instead of returning it.',
  },
  registerFirst: {
    kind: 'conflict',
    vi: 'Văn bản chưa vào sổ đến. Văn thư vào sổ trước, rồi mới phân công hoặc xử lý.',
    en: 'The document must be registered first.',
  },
  onlyAssigned: {
    kind: 'forbidden',
    vi: 'Việc này của người được phân công. Nhờ lãnh đạo phân công cho anh/chị trước.',
    en: 'Only the people it is assigned to can do this.',
  },
  onlyLead: {
    kind: 'forbidden',
    vi: 'Chỉ người chủ trì hoặc lãnh đạo được kết thúc xử lý.',
    en: 'Only the lead or a leader can finish it.',
  },
  notColleagues: {
    kind: 'unprocessable',
    vi: 'Có người không còn giữ chức vụ ở đơn vị: {accounts}. Chọn lại người xử lý.',
    en: 'Not staff of the unit: {accounts}.',
  },
  sameTwice: {
    kind: 'unprocessable',
    vi: 'Một người được chọn hai lần trong phân công.',
    en: 'A person is named twice in the assignment.',
  },
  duplicate: {
    kind: 'conflict',
    vi: 'Văn bản {symbol} của cùng tác giả đã có trong hệ thống (đến ngày {arrivedOn}). Kiểm tra lại; nếu vẫn là văn bản khác, gửi kèm acceptDuplicate.',
    en: 'A document {symbol} of the same author arrived on {arrivedOn}. Send acceptDuplicate if it is another one.',
  },
  unknownType: {
    kind: 'unprocessable',
    vi: 'Loại văn bản "{typeCode}" không có trong danh mục.',
    en: 'There is no document type "{typeCode}".',
  },
  unknownAttachments: {
    kind: 'unprocessable',
    vi: 'Có tệp đính kèm không thuộc đơn vị hoặc không còn: {attachments}. Tải tệp lên lại.',
    en: "Attachments that are not the unit's own: {attachments}.",
  },
  arrivedInFuture: {
    kind: 'unprocessable',
    vi: 'Ngày đến không thể sau hôm nay.',
    en: 'The day of arrival cannot be in the future.',
  },
  dueInPast: {
    kind: 'unprocessable',
    vi: 'Hạn xử lý phải ở sau thời điểm này.',
    en: 'The deadline must be in the future.',
  },
});
