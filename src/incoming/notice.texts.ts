import type { Addressee } from '../accounts/accounts.reader.ts';
import type { Urgency } from '../calendar/deadlines.policy.ts';
import type { Notice } from '../notifications/notifications.service.ts';
import { subjectLine } from '../platform/mail/letter.ts';
import type { Part } from './incoming.policy.ts';

/** An instruction with what its notice may say: mail is not confidential, so neither the subject nor the instruction itself. */
export interface Assigned {
  readonly deliveryId: string;
  readonly unitId: string;
  readonly accountId: string;
  readonly part: Part;
  readonly symbol: string;
  readonly authorName: string;
  readonly urgency: Urgency;
  readonly dueAt: Date | null;
}

/** A copy that came back. */
export interface SentBack {
  readonly deliveryId: string;
  readonly documentId: string;
  readonly senderUnitId: string;
  readonly unitName: string;
  readonly symbol: string;
  readonly state: 'refused' | 'returned';
  readonly refusedAt: Date;
}

const PARTS: Readonly<Record<Part, string>> = { lead: 'chủ trì', cooperate: 'phối hợp', inform: 'để biết' };

const vietnamTime = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  dateStyle: 'short',
  timeStyle: 'short',
});

export function assignedNotice(row: Assigned, assignmentId: string, person: Addressee, publicUrl: string): Notice {
  const path = `/incoming/${row.deliveryId}`;
  const due: [string, string][] = row.dueAt ? [['Hạn xử lý', vietnamTime.format(row.dueAt)]] : [];
  return {
    kind: 'document.assigned',
    key: assignmentId,
    accountId: person.accountId,
    unitId: row.unitId,
    recipient: person.mailbox,
    subject: subjectLine('', `Phân công xử lý văn bản ${row.symbol}`),
    letter: {
      paragraphs: [
        `${person.name} được phân công ${PARTS[row.part]} xử lý văn bản ${row.symbol} của ${row.authorName}.`,
      ],
      facts: due,
      action: { label: 'Mở văn bản', url: `${publicUrl}${path}` },
    },
    line: `${row.symbol} của ${row.authorName} (${PARTS[row.part]})`,
    path,
    params: { symbol: row.symbol, sender: row.authorName, part: PARTS[row.part] },
    urgency: row.urgency,
  };
}

/** Refused, reconsidered and refused again is told twice: the time of it is part of the key. */
export function sentBackNotice(row: SentBack, person: Addressee, publicUrl: string): Notice {
  const path = `/outgoing/${row.documentId}/tracking`;
  const did = row.state === 'refused' ? 'từ chối tiếp nhận' : 'trả lại';
  return {
    kind: 'document.sent-back',
    key: `${row.deliveryId} ${row.refusedAt.toISOString()}`,
    accountId: person.accountId,
    unitId: row.senderUnitId,
    recipient: person.mailbox,
    subject: subjectLine('', `${row.unitName} ${did} văn bản ${row.symbol}`),
    letter: {
      paragraphs: [
        `${row.unitName} ${did} văn bản ${row.symbol}.`,
        'Xem lý do, ghi nhận rồi gửi lại hoặc thay thế văn bản nếu cần.',
      ],
      action: { label: 'Xem lý do', url: `${publicUrl}${path}` },
    },
    line: `${row.unitName} ${did} ${row.symbol}`,
    path,
    params: { symbol: row.symbol, unit: row.unitName, did },
    urgency: 'normal',
  };
}

/** Deadlines that moved at one unit, told once however many documents they are of. */
export function deadlinesMovedNotice(
  row: { readonly id: string; readonly unitId: string; readonly unitName: string; readonly moved: number },
  person: Addressee,
  publicUrl: string,
): Notice {
  const path = '/incoming';
  const count = String(row.moved);
  return {
    kind: 'deadlines.moved',
    key: `${row.id} ${row.unitId}`,
    accountId: person.accountId,
    unitId: row.unitId,
    recipient: person.mailbox,
    subject: subjectLine('', `Hạn xử lý của ${count} văn bản đã đổi theo lịch làm việc`),
    letter: {
      paragraphs: [
        `Lịch làm việc mới đã có hiệu lực, nên hạn xem, xác nhận hoặc xử lý của ${count} văn bản tại ${row.unitName} đã được tính lại.`,
        'Mở danh sách văn bản đến để xem hạn mới.',
      ],
      action: { label: 'Mở văn bản đến', url: `${publicUrl}${path}` },
    },
    line: `Hạn của ${count} văn bản đã đổi theo lịch làm việc`,
    path,
    params: { count, unit: row.unitName },
    urgency: 'normal',
  };
}
