import { errors } from './domain-error.ts';

/** What can be wrong with any request, whatever it asks for. */
export const REQUEST = errors('request', {
  invalid: {
    kind: 'invalid',
    vi: 'Dữ liệu gửi lên chưa đúng. Sửa các mục được nêu rồi gửi lại.',
    en: 'Some fields are wrong. Correct the ones named and send again.',
  },
  notJson: {
    kind: 'invalid',
    vi: 'Nội dung gửi lên không phải JSON đúng cú pháp.',
    en: 'The body is not well-formed JSON.',
  },
  tooDeep: {
    kind: 'invalid',
    vi: 'Dữ liệu lồng nhau quá {limit} tầng.',
    en: 'The body is nested deeper than {limit} levels.',
  },
  badCharacter: {
    kind: 'invalid',
    vi: 'Có ký tự không dùng được trong mục {field}. Xóa ký tự đó rồi gửi lại.',
    en: 'Field {field} holds a character that cannot be stored.',
  },
  badId: { kind: 'invalid', vi: 'Mã định danh không đúng dạng.', en: 'The identifier is malformed.' },
  badCursor: {
    kind: 'invalid',
    vi: 'Con trỏ trang không còn dùng được. Mở lại danh sách từ trang đầu.',
    en: 'The page cursor is not valid. Start again from the first page.',
  },
  badIdempotencyKey: {
    kind: 'invalid',
    vi: 'Idempotency-Key phải dài từ 1 đến 255 ký tự ASCII nhìn thấy được.',
    en: 'Idempotency-Key must be 1 to 255 visible ASCII characters.',
  },
  keyReused: {
    kind: 'unprocessable',
    vi: 'Idempotency-Key này đã dùng cho một yêu cầu khác. Hãy dùng khóa mới.',
    en: 'This Idempotency-Key was used for a different request. Use a new one.',
  },
  noIfMatch: {
    kind: 'precondition-required',
    vi: 'Thiếu If-Match: mở lại bản mới nhất rồi sửa trên đó.',
    en: 'If-Match is missing: read the latest version and edit that.',
  },
  badIfMatch: {
    kind: 'invalid',
    vi: 'If-Match không đúng dạng của ETag đã nhận.',
    en: 'If-Match is not an ETag that was given.',
  },
  stale: {
    kind: 'stale',
    vi: 'Người khác vừa sửa. Tải lại bản mới nhất, chép phần sửa của anh/chị vào rồi lưu lại.',
    en: 'Somebody else has changed this. Load the latest version and apply your change to it.',
  },
  tooLarge: {
    kind: 'too-large',
    vi: 'Nội dung gửi lên vượt quá giới hạn cho phép.',
    en: 'The body is larger than this route accepts.',
  },
  wrongMediaType: {
    kind: 'wrong-media-type',
    vi: 'Kiểu nội dung này không được nhận ở đây.',
    en: 'This content type is not accepted here.',
  },
  noSuchRoute: { kind: 'not-found', vi: 'Không có địa chỉ này trong hệ thống.', en: 'There is no such address.' },
  notFound: {
    kind: 'not-found',
    vi: 'Không tìm thấy, hoặc anh/chị không có quyền xem.',
    en: 'Not found, or not yours to see.',
  },
  crossSite: {
    kind: 'forbidden',
    vi: 'Yêu cầu đến từ một trang web khác nên bị từ chối.',
    en: 'The request came from another site and was refused.',
  },
  malformed: { kind: 'invalid', vi: 'Yêu cầu không đúng chuẩn HTTP.', en: 'The request is not well-formed HTTP.' },
  timedOut: {
    kind: 'timed-out',
    vi: 'Yêu cầu gửi lên quá chậm nên bị ngắt. Kiểm tra đường truyền rồi gửi lại.',
    en: 'The request took too long to arrive and was cut off. Send it again.',
  },
  headersTooLarge: {
    kind: 'headers-too-large',
    vi: 'Phần đầu của yêu cầu HTTP quá lớn. Xóa cookie của trang này rồi thử lại.',
    en: 'The header of the request is too large. Remove the cookies of this site and try again.',
  },
  inProgress: {
    kind: 'conflict',
    vi: 'Yêu cầu y hệt đang được xử lý. Chờ vài giây rồi thử lại.',
    en: 'The same request is being worked on. Wait a few seconds and try again.',
  },
});

export const PLATFORM = errors('platform', {
  unexpected: {
    kind: 'unexpected',
    vi: 'Hệ thống gặp lỗi ngoài dự kiến; chưa có gì bị thay đổi. Thử lại, và báo quản trị mã yêu cầu nếu còn lỗi.',
    en: 'An unexpected error; nothing was changed. Try again, and report the request id if it stays.',
  },
  busy: {
    kind: 'unavailable',
    vi: 'Hệ thống đang bận; chưa có gì bị thay đổi. Thử lại sau vài giây.',
    en: 'The service is busy; nothing was changed. Try again in a few seconds.',
  },
  databaseUnavailable: {
    kind: 'unavailable',
    vi: 'Cơ sở dữ liệu tạm thời không trả lời; chưa có gì bị thay đổi. Thử lại sau ít phút.',
    en: 'The database does not answer; try again in a moment.',
  },
  notReady: { kind: 'unavailable', vi: 'Hệ thống chưa sẵn sàng.', en: 'The service is not ready.' },
  stopping: {
    kind: 'unavailable',
    vi: 'Hệ thống đang khởi động lại. Thử lại sau vài giây.',
    en: 'The service is restarting. Try again in a few seconds.',
  },
});
