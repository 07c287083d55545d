import { isAtOnce } from '../calendar/urgency.words.ts';
import { textOf } from './notice-texts.ts';
import type { NoticeRow } from './notice.entity.ts';
import type { NotificationKind } from './notification-kinds.ts';
import { mannerOf, type PushManner } from './push.policy.ts';

/**
 * What the service worker is given: that something waits and from whom, as mails say it. The acts behind its buttons are calls under the
 * session of the browser, so nothing in it is a secret.
 */
export interface PushPayload {
  /** `several` stands for more than one thing; then `body` names them. */
  readonly kind: NotificationKind | 'several';
  readonly title: string;
  readonly body: string;
  /** The page to open. */
  readonly path: string;
  /** One shown under the same tag is replaced: a message that came twice is seen once. The notice's id, unless there are several. */
  readonly tag: string;
  /** POST /incoming-documents/{deliveryId}/acknowledgement does what the button says; null where there is nothing to acknowledge. */
  readonly deliveryId: string | null;
  /** Hỏa tốc: stays until somebody touches it. */
  readonly urgent: boolean;
}

/** One message to a device, and the notices it stands for. */
export interface PushLetter extends PushManner {
  readonly payload: PushPayload;
  readonly noticeIds: readonly string[];
  /** A later one replaces it at the push service (RFC 8030 §5.4). */
  readonly topic: string;
}

/** More than this at once become one message: what gathered overnight rings once. Hỏa tốc always comes alone. */
const MOST_ALONE = 3;
const NAMED = 4;
const SEVERAL = 'several';

export function lettersFor(notices: readonly NoticeRow[], hidden: ReadonlySet<NoticeRow>): PushLetter[] {
  const urgent = notices.filter(({ urgency }) => isAtOnce(urgency));
  const others = notices.filter(({ urgency }) => !isAtOnce(urgency));
  const alone = (notice: NoticeRow): PushLetter => letterOf(notice, hidden.has(notice));
  if (others.length <= MOST_ALONE) return [...urgent, ...others].map(alone);
  return [...urgent.map(alone), gathered(others, hidden)];
}

function letterOf(notice: NoticeRow, isHidden: boolean): PushLetter {
  const { id, kind, key, path, urgency } = notice;
  const deliveryId = kind === 'document.arrived' && !isHidden ? key : null;
  return {
    ...mannerOf(urgency),
    payload: { kind, ...textOf(notice, isHidden), path, tag: id, deliveryId, urgent: isAtOnce(urgency) },
    noticeIds: [id],
    // 32 characters at most, and of these an id has exactly so many.
    topic: id.replaceAll('-', ''),
  };
}

function gathered(notices: readonly NoticeRow[], hidden: ReadonlySet<NoticeRow>): PushLetter {
  const manners = notices.map(({ urgency }) => mannerOf(urgency));
  const titles = notices.slice(0, NAMED).map((notice) => textOf(notice, hidden.has(notice)).title);
  const more = notices.length - titles.length;
  return {
    ttl: Math.max(...manners.map(({ ttl }) => ttl)),
    urgency: manners.some(({ urgency }) => urgency === 'high') ? 'high' : 'normal',
    payload: {
      kind: SEVERAL,
      title: `${notices.length} việc đang chờ`,
      body: [...titles, ...(more > 0 ? [`và ${more} việc khác`] : [])].join('\n'),
      path: '/',
      tag: SEVERAL,
      deliveryId: null,
      urgent: false,
    },
    noticeIds: notices.map(({ id }) => id),
    topic: SEVERAL,
  };
}
