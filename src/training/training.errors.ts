import { errors } from '../platform/errors/domain-error.ts';

export const TRAINING = errors('training', {
  weekTooLong: {
    kind: 'unprocessable',
    vi: 'Đợt tập huấn phải kết thúc sau khi bắt đầu và dài nhất 31 ngày. Chọn lại ngày.',
    en: 'The training must end after it begins and last 31 days at most. Choose other days.',
  },
  noSessions: {
    kind: 'unprocessable',
    vi: 'Trong những ngày này không xếp được buổi nào theo giờ hành chính. Kiểm tra lại ngày nghỉ và độ dài một buổi.',
    en: 'Not one session fits into the office hours of those days. Look at the holidays and at the length of a session.',
  },
  badTime: {
    kind: 'unprocessable',
    vi: 'Không xếp được buổi vào lúc này: {why}. Chọn giờ khác trong giờ hành chính của đợt tập huấn.',
    en: 'No session can be held then ({why}). Choose another time within the office hours of the training.',
  },
  clash: {
    kind: 'conflict',
    vi: 'Tại {place} đã có một buổi khác trùng giờ ({startsAt}). Chọn giờ hoặc địa điểm khác.',
    en: 'There is another session at {place} at that time ({startsAt}). Choose another time or place.',
  },
  tooFewPlaces: {
    kind: 'conflict',
    vi: 'Đã có {taken} người đăng ký buổi này nên không giảm xuống dưới số đó. Chuyển bớt người sang buổi khác trước.',
    en: '{taken} people have places already. Move some of them to other sessions first.',
  },
  sessionOver: {
    kind: 'conflict',
    vi: 'Buổi tập huấn đã bắt đầu hoặc đã hủy nên không đăng ký hay thay đổi được nữa. Chọn buổi khác.',
    en: 'The session has begun or was cancelled. Choose another one.',
  },
  full: {
    kind: 'conflict',
    vi: 'Buổi này đã đủ người. Chọn buổi khác, hoặc đăng ký chờ (wait) để được xếp khi có chỗ trống.',
    en: 'This session is full. Choose another one, or wait (wait) for a place.',
  },
  noSuchSession: {
    kind: 'unprocessable',
    vi: 'Không có buổi này trong đợt tập huấn. Tải lại danh sách rồi chọn lại.',
    en: 'There is no such session in this training. Load the list again.',
  },
  notInvited: {
    kind: 'unprocessable',
    vi: 'Đơn vị này không thuộc đợt tập huấn, hoặc đã giải thể. Kiểm tra lại đơn vị.',
    en: 'The unit is not one of those invited, or has closed. Check the unit.',
  },
  attendedAlready: {
    kind: 'conflict',
    vi: 'Đơn vị đã có người dự tập huấn ({name}) nên không đăng ký thêm. Mỗi đơn vị cử đúng một người.',
    en: 'The unit has attended already ({name}). Each unit sends exactly one person.',
  },
  notNow: {
    kind: 'conflict',
    vi: 'Đăng ký này đang ở trạng thái “{state}” nên không làm được việc này.',
    en: 'The booking is {state}; that cannot be done now.',
  },
  badCode: {
    kind: 'unprocessable',
    vi: 'Mã QR không đúng hoặc không phải của đợt tập huấn này. Tìm theo tên đơn vị để điểm danh.',
    en: 'The code is wrong or of another training. Check in by the name of the unit.',
  },
  wrongTime: {
    kind: 'conflict',
    vi: 'Đơn vị này đăng ký buổi {startsAt}. Điểm danh được từ một giờ trước buổi đến hết ngày; đến nhầm buổi thì chuyển đăng ký sang buổi này trước.',
    en: 'This unit’s session is at {startsAt}. Check in from an hour before until the end of the day; move the booking first if they came to another one.',
  },
  notYetBegun: {
    kind: 'conflict',
    vi: 'Buổi tập huấn chưa bắt đầu nên chưa đánh dấu vắng được.',
    en: 'The session has not begun, so nobody is absent yet.',
  },
  tooLateToUndo: {
    kind: 'conflict',
    vi: 'Đã quá 15 phút từ lúc điểm danh nên không bỏ điểm danh được nữa. Ghi chú lại trên bảng điểm danh giấy.',
    en: 'Checking in can be undone for 15 minutes only. Note it on the printed sheet.',
  },
  crowded: {
    kind: 'too-many',
    vi: 'Đang có rất nhiều đơn vị đăng ký cùng lúc. Đợi vài giây rồi thử lại; chỗ được xếp theo thứ tự.',
    en: 'Very many units are booking at this moment. Wait a few seconds and try again.',
  },
});

/** What a wrong time is called in Vietnamese. */
export const FAULT_WORDS = {
  backwards: 'giờ kết thúc không sau giờ bắt đầu',
  'outside-week': 'ngoài những ngày của đợt tập huấn',
  'day-off': 'ngày nghỉ',
  'outside-hours': 'ngoài giờ hành chính',
} as const;

/** What a state is called in Vietnamese. */
export const STATE_WORDS = {
  waiting: 'đang chờ chỗ',
  booked: 'đã đăng ký',
  attended: 'đã dự',
  absent: 'vắng',
  cancelled: 'đã hủy',
} as const;
