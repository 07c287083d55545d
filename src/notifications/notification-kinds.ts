/** How a person is told: a mail each time, one mail a day with everything, or not at all. */
export const CHOICES = ['at_once', 'daily', 'off'] as const;
export type Choice = (typeof CHOICES)[number];

/** A kind of notification: who gets it is for the room that tells; here stands what a person may choose. */
interface Kind {
  /** What it is called on the screen. */
  readonly label: string;
  readonly allowed: readonly Choice[];
  readonly usual: Choice;
  /** Why it cannot be switched off, where it cannot. */
  readonly because: string | null;
}

/**
 * Every kind there is. Mails about one's own account (codes, resets, second factor) are no notifications: they always go out.
 * A document waiting for the unit may be told once a day but never not at all: receipt is acknowledged the same day (product.md §4).
 */
export const KINDS = {
  'document.arrived': {
    label: 'Có văn bản gửi đến đơn vị',
    allowed: ['at_once', 'daily'],
    usual: 'at_once',
    because: 'Văn bản đến phải được xác nhận trong ngày, nên chỉ gộp được thành một thư mỗi sáng chứ không tắt được.',
  },
  'document.assigned': {
    label: 'Được phân công xử lý văn bản',
    allowed: ['at_once', 'daily', 'off'],
    usual: 'at_once',
    because: null,
  },
  'document.sent-back': {
    label: 'Đơn vị nhận từ chối hoặc trả lại văn bản',
    allowed: ['at_once', 'daily'],
    usual: 'at_once',
    because:
      'Văn bản bị từ chối phải có người ghi nhận và xử lý, nên chỉ gộp được thành một thư mỗi sáng chứ không tắt được.',
  },
  'mail.arrived': {
    label: 'Có thư điện tử gửi đến địa chỉ cũ của đơn vị',
    allowed: ['at_once', 'daily'],
    usual: 'at_once',
    because:
      'Thư gửi đến địa chỉ cũ phải có người vào sổ hoặc xử lý, nên chỉ gộp được thành một thư mỗi sáng chứ không tắt được.',
  },
  'deadlines.moved': {
    label: 'Hạn xử lý văn bản đổi theo lịch làm việc',
    allowed: ['at_once', 'daily'],
    usual: 'at_once',
    because: 'Hạn đã đổi thì người xử lý phải được biết, nên chỉ gộp được thành một thư mỗi sáng chứ không tắt được.',
  },
  'group.asked': {
    label: 'Có đề nghị về nhóm nhận do mình quản lý',
    allowed: ['at_once', 'daily', 'off'],
    usual: 'at_once',
    because: null,
  },
  'group.answered': {
    label: 'Đề nghị về nhóm nhận đã được trả lời',
    allowed: ['at_once', 'daily', 'off'],
    usual: 'at_once',
    because: null,
  },
} as const satisfies Record<string, Kind>;

export type NotificationKind = keyof typeof KINDS;

export const NOTIFICATION_KINDS = Object.keys(KINDS) as NotificationKind[];

export const isNotificationKind = (text: string): text is NotificationKind => Object.hasOwn(KINDS, text);

/** What a kind is chosen to be when somebody does not want its mails: off, or where that is not allowed once a day. */
export const mildest = (kind: NotificationKind): Choice =>
  (KINDS[kind].allowed as readonly Choice[]).includes('off') ? 'off' : 'daily';
