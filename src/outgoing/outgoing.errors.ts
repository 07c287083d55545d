import { errors } from '../platform/errors/domain-error.ts';

export const OUTGOING = errors('outgoing', {
  wrongState: {
    kind: 'conflict',
    vi: 'Văn bản đang ở trạng thái "{state}" nên không làm được việc này. Tải lại để xem bước tiếp theo.',
    en: 'The document is "{state}"; this is not possible now. Reload to see what is.',
  },
  notIssuedYet: {
    kind: 'conflict',
    vi: 'Văn bản chưa ban hành nên chưa có số. Trình, duyệt và ban hành trước, rồi mới gửi.',
    en: 'The document is not issued yet: it has no number. Issue it first.',
  },
  frozen: {
    kind: 'conflict',
    vi: 'Văn bản không còn là dự thảo nên không sửa được nữa. Đề nghị lãnh đạo trả về dự thảo, hoặc làm văn bản mới.',
    en: 'The document is no longer a draft and cannot be edited.',
  },
  notYours: {
    kind: 'forbidden',
    vi: 'Dự thảo này của người khác. Người soạn, văn thư hoặc lãnh đạo mới làm được việc này.',
    en: 'Only the drafter, a clerk or a leader can do this.',
  },
  unknownType: {
    kind: 'unprocessable',
    vi: 'Loại văn bản "{typeCode}" không dùng được với cách đánh số của đơn vị. Chọn loại khác.',
    en: 'Document type "{typeCode}" does not exist in the unit\'s number style.',
  },
  unknownAttachments: {
    kind: 'unprocessable',
    vi: 'Có tệp đính kèm không thuộc đơn vị hoặc không còn: {attachments}. Tải tệp lên lại.',
    en: "Attachments that are not the unit's own: {attachments}.",
  },
  unknownUnits: {
    kind: 'unprocessable',
    vi: 'Có nơi nhận không có trong danh mục đơn vị: {units}. Chọn lại nơi nhận.',
    en: 'Recipients that are not in the directory: {units}.',
  },
  unknownGroups: {
    kind: 'unprocessable',
    vi: 'Có nhóm nhận không dùng được: {groups}. Chọn nhóm khác.',
    en: 'Groups that cannot be used: {groups}.',
  },
  unknownDocuments: {
    kind: 'unprocessable',
    vi: 'Có văn bản liên quan không tìm thấy: {documents}.',
    en: 'Related documents that were not found: {documents}.',
  },
  badRecipient: {
    kind: 'unprocessable',
    vi: 'Nơi nhận thứ {position} chưa đủ: chọn một đơn vị, một nhóm, hoặc tất cả đơn vị trực thuộc.',
    en: 'Recipient {position}: name a unit, a group, or all units.',
  },
  badRelation: {
    kind: 'unprocessable',
    vi: 'Văn bản thay thế, thu hồi hay cập nhật phải chỉ đúng một văn bản đã gửi của đơn vị.',
    en: 'A document that replaces, revokes or updates must name exactly one dispatched document of the unit.',
  },
  unknownReply: {
    kind: 'unprocessable',
    vi: 'Văn bản đến cần trả lời không tìm thấy ở đơn vị.',
    en: 'The incoming document to reply to was not found at the unit.',
  },
  dateInFuture: {
    kind: 'unprocessable',
    vi: 'Ngày văn bản không thể sau hôm nay.',
    en: 'The date of the document cannot be in the future.',
  },
  dateBeforeLast: {
    kind: 'conflict',
    vi: 'Số liền trước của sổ này mang ngày {last}; ngày văn bản không thể sớm hơn.',
    en: 'The number before it bears the date {last}; this one cannot be earlier.',
  },
  noRecipients: {
    kind: 'unprocessable',
    vi: 'Chưa có nơi nhận nào. Thêm nơi nhận rồi gửi.',
    en: 'There is no recipient yet.',
  },
  closedRecipients: {
    kind: 'unprocessable',
    vi: 'Có nơi nhận đã giải thể hoặc sáp nhập: {units}. Thay bằng đơn vị kế thừa.',
    en: 'Recipients that are closed: {units}.',
  },
  toItself: {
    kind: 'unprocessable',
    vi: 'Đơn vị không gửi cho chính mình, trừ bản lưu (mục đích "lưu").',
    en: 'A unit does not send to itself, except the file copy (purpose "file").',
  },
  nobodyNew: {
    kind: 'conflict',
    vi: 'Tất cả nơi nhận đã có văn bản này; không gửi lần thứ hai. Muốn gửi thêm, chọn nơi nhận mới.',
    en: 'Every recipient has the document already; nothing was sent twice.',
  },
  sendAtInPast: {
    kind: 'unprocessable',
    vi: 'Giờ hẹn gửi đã qua. Chọn giờ khác hoặc gửi ngay.',
    en: 'The time to send is in the past.',
  },
  sendAtTooFar: {
    kind: 'unprocessable',
    vi: 'Giờ hẹn gửi xa quá một năm.',
    en: 'The time to send is more than a year away.',
  },
  dispatchWaiting: {
    kind: 'conflict',
    vi: 'Văn bản đang hẹn giờ gửi lúc {sendAt}. Hủy lượt hẹn trước.',
    en: 'A dispatch is scheduled for {sendAt}. Cancel it first.',
  },
  dispatchHeld: {
    kind: 'conflict',
    vi: 'Lượt gửi đang chờ quét mã độc xong các tệp; quét xong sẽ tự gửi. Không muốn gửi nữa thì hủy lượt này trước.',
    en: 'A dispatch waits for its files to be scanned and will go out by itself. Cancel it first.',
  },
  infectedFiles: {
    kind: 'unprocessable',
    vi: 'Tệp đính kèm có mã độc nên không ban hành, không gửi được: {files}. Chưa ban hành thì trả về dự thảo và thay tệp; đã ban hành thì hủy số và làm văn bản mới.',
    en: 'Malware was found in attached files: {files}. Replace them in the draft; if the number is taken, void it and make a new document.',
  },
  unscannableFiles: {
    kind: 'unprocessable',
    vi: 'Không quét được mã độc trong tệp (có mật khẩu, nén nhiều lớp hoặc quá lớn): {files}. Lãnh đạo cho phép từng tệp kèm lý do, hoặc thay bằng tệp khác.',
    en: 'Files that cannot be scanned: {files}. A leader may release each with a reason, or use other files.',
  },
  alreadySent: {
    kind: 'conflict',
    vi: 'Lượt gửi này đã gửi đi nên không hủy được. Dùng thu hồi nếu cần.',
    en: 'The dispatch has gone out and cannot be cancelled.',
  },
  notOutside: {
    kind: 'conflict',
    vi: 'Đơn vị này nhận trong hệ thống: chính họ xác nhận, không ghi thay được.',
    en: 'This unit receives in the system and acknowledges itself.',
  },
});

/** Warnings of the pre-flight: shown before sending, never thrown. */
export const PRE_FLIGHT = errors('pre-flight', {
  noAttachment: { kind: 'unprocessable', vi: 'Văn bản chưa có tệp đính kèm nào.', en: 'The document has no file.' },
  emptyGroups: {
    kind: 'unprocessable',
    vi: 'Nhóm nhận hiện không có đơn vị nào: {groups}. Bổ sung đơn vị vào nhóm, hoặc bỏ nhóm khỏi nơi nhận.',
    en: 'Groups that reach nobody now: {groups}.',
  },
  unmannedUnits: {
    kind: 'unprocessable',
    vi: 'Có đơn vị chưa có người nhận trong hệ thống: {units}. Văn bản vẫn đến và chờ ở đó; báo quản trị cấp tài khoản.',
    en: 'Nobody holds a post at: {units}. The document will wait there.',
  },
  someHaveIt: {
    kind: 'conflict',
    vi: 'Các đơn vị đã có văn bản này sẽ không nhận lần nữa: {units}.',
    en: 'Units that have it already will not get it again: {units}.',
  },
  filesNotScanned: {
    kind: 'conflict',
    vi: 'Tệp còn chờ quét mã độc: {files}. Vẫn gửi được: lượt gửi sẽ chờ và tự đi khi quét xong.',
    en: 'Files still waiting to be scanned: {files}. The dispatch will be held and go out by itself.',
  },
  respondByPassed: {
    kind: 'unprocessable',
    vi: 'Hạn trả lời đã qua lúc gửi. Sửa hạn trước khi ban hành.',
    en: 'The date to respond by has passed.',
  },
});
