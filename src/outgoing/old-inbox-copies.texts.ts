import type { Urgency } from '../calendar/deadlines.policy.ts';
import { URGENCY_WORDS } from '../calendar/urgency.words.ts';
import { localDate } from '../calendar/working-calendar.ts';
import { renderLetter, subjectLine } from '../platform/mail/letter.ts';
import type { OutgoingMail } from '../platform/mail/outgoing-mail.ts';

/** A delivery with what goes to the old inbox. */
export interface Copied {
  readonly id: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly symbol: string;
  readonly authorName: string;
  readonly urgency: Urgency;
  readonly subject: string;
  readonly documentDate: string | null;
  readonly summary: string;
  readonly attachmentIds: string[];
  readonly bytes: number;
}

interface Way {
  readonly endsAt: Date | null;
  readonly url: string;
  readonly isTooLarge: boolean;
}

const written = (day: string): string => day.split('-').toReversed().join('/');

/** The document for an inbox that is about to end, and first of all that it ends. */
export function oldInboxMail(copied: Copied, way: Way): Pick<OutgoingMail, 'subject' | 'text' | 'html'> {
  const { symbol, authorName, unitName, urgency, subject, summary, documentDate } = copied;
  const ends = way.endsAt ? `ngừng dùng từ ngày ${written(localDate(way.endsAt))}` : 'sắp ngừng dùng';
  const date: [string, string][] = documentDate ? [['Ngày', written(documentDate)]] : [];
  const files = way.isTooLarge ? ['Tệp kèm theo quá lớn để gửi qua thư điện tử; xem trên hệ thống.'] : [];
  return {
    subject: subjectLine(URGENCY_WORDS[urgency], `${symbol}: ${subject}`),
    ...renderLetter({
      paragraphs: [
        `HỘP THƯ NÀY ${ends.toLocaleUpperCase('vi')}. Từ ngày đó văn bản chỉ gửi qua hệ thống gửi, nhận văn bản.`,
        `Kính gửi: ${unitName}`,
        `${authorName} gửi văn bản này qua hệ thống; thư này là bản gửi thêm vào hộp thư cũ.`,
        ...(summary ? [summary] : []),
        ...files,
      ],
      facts: [['Số, ký hiệu', symbol], ...date, ['Trích yếu', subject]],
      action: { label: 'Mở và xác nhận trên hệ thống', url: way.url },
      notes: ['Đọc thư này không được tính là đã nhận văn bản.'],
    }),
  };
}
