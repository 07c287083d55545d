import type { Urgency } from '../calendar/deadlines.policy.ts';
import { URGENCY_WORDS } from '../calendar/urgency.words.ts';
import type { NotificationKind } from './notification-kinds.ts';

/**
 * What a notice is made of, by kind. Numbers and names, never what a document says: it stands on locked screens and passes through the
 * services of others.
 */
export interface NoticeParams {
  'document.arrived': { readonly symbol: string; readonly sender: string; readonly unit: string };
  'document.assigned': { readonly symbol: string; readonly sender: string; readonly part: string };
  'document.sent-back': { readonly symbol: string; readonly unit: string; readonly did: string };
  'mail.arrived': { readonly sender: string; readonly unit: string };
  'deadlines.moved': { readonly count: string; readonly unit: string };
  'group.asked': { readonly asked: string };
  'group.answered': { readonly asked: string; readonly answer: string };
}

/** A notice as it is kept. */
export interface ToldNotice {
  readonly kind: NotificationKind;
  readonly params: NoticeParams[NotificationKind];
  readonly urgency: Urgency;
}

export interface NoticeText {
  readonly title: string;
  readonly body: string;
}

type Texts = { readonly [K in NotificationKind]: (params: NoticeParams[K]) => NoticeText };

const TEXTS: Texts = {
  'document.arrived': ({ symbol, sender, unit }) => ({ title: `Văn bản đến ${symbol}`, body: `${sender} gửi ${unit}` }),
  'document.assigned': ({ symbol, sender, part }) => ({
    title: `Phân công xử lý văn bản ${symbol}`,
    body: `Anh/chị ${part} xử lý văn bản của ${sender}`,
  }),
  'document.sent-back': ({ symbol, unit, did }) => ({
    title: `${unit} ${did} văn bản ${symbol}`,
    body: 'Xem lý do và ghi nhận',
  }),
  'mail.arrived': ({ sender, unit }) => ({ title: 'Thư đến địa chỉ cũ', body: `${sender} gửi ${unit}` }),
  'deadlines.moved': ({ count, unit }) => ({
    title: `Hạn của ${count} văn bản đã đổi`,
    body: `Lịch làm việc mới có hiệu lực: ${unit}`,
  }),
  'group.asked': ({ asked }) => ({ title: 'Đề nghị về nhóm nhận', body: asked }),
  'group.answered': ({ asked, answer }) => ({ title: 'Trả lời đề nghị về nhóm nhận', body: `${asked}: ${answer}` }),
};

/** @param isHidden its particulars may not be shown any more: the document was withdrawn before anybody opened it */
export function textOf({ kind, params, urgency }: ToldNotice, isHidden: boolean): NoticeText {
  if (isHidden) return { title: 'Văn bản đã được thu hồi', body: 'Bên gửi đã thu hồi trước khi đơn vị xem' };
  const { title, body } = (TEXTS[kind] as (params: NoticeParams[NotificationKind]) => NoticeText)(params);
  const mark = URGENCY_WORDS[urgency];
  return { title: mark === '' ? title : `[${mark}] ${title}`, body };
}
