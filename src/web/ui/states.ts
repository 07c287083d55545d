/** The states as they are shown everywhere: word, icon, tone (page.md, States). */
import {
  BookOpen,
  Check,
  CheckCheck,
  CircleDot,
  Clock,
  Eye,
  FileX,
  Undo2,
  UserRound,
  type LucideIcon,
} from 'lucide-react';

export type Tone = 'blue' | 'teal' | 'violet' | 'green' | 'orange' | 'grey' | 'red';

export interface StateLook {
  readonly vi: string;
  readonly en: string;
  readonly icon: LucideIcon;
  readonly tone: Tone;
  readonly bold?: boolean;
}

/** By the API's `state` of a delivery. */
export const STATES = {
  queued: { vi: 'chờ phát hành', en: 'waiting to go out', icon: Clock, tone: 'grey' },
  delivered: { vi: 'chưa xem', en: 'not opened', icon: CircleDot, tone: 'blue', bold: true },
  opened: { vi: 'đã xem', en: 'opened', icon: Eye, tone: 'blue' },
  acknowledged: { vi: 'đã nhận', en: 'acknowledged', icon: Check, tone: 'teal' },
  registered: { vi: 'đã vào sổ', en: 'registered', icon: BookOpen, tone: 'teal' },
  assigned: { vi: 'đã phân công', en: 'assigned', icon: UserRound, tone: 'violet' },
  in_progress: { vi: 'đang xử lý', en: 'in progress', icon: UserRound, tone: 'violet' },
  done: { vi: 'hoàn thành', en: 'done', icon: CheckCheck, tone: 'green' },
  refused: { vi: 'từ chối', en: 'refused', icon: Undo2, tone: 'orange' },
  returned: { vi: 'trả lại', en: 'returned', icon: Undo2, tone: 'orange' },
  noted: { vi: 'đã ghi nhận trả lại', en: 'return noted', icon: Undo2, tone: 'grey' },
  withdrawn: { vi: 'đã thu hồi', en: 'withdrawn', icon: FileX, tone: 'grey' },
  superseded: { vi: 'đã thay thế', en: 'superseded', icon: FileX, tone: 'grey' },
  undeliverable: { vi: 'không gửi được', en: 'undeliverable', icon: FileX, tone: 'red' },
} as const satisfies Readonly<Record<string, StateLook>>;

/** By the API's `urgency`; nothing is shown for an ordinary document. */
export const URGENCIES: Readonly<Record<string, { readonly vi: string; readonly en: string }>> = {
  khan: { vi: 'Khẩn', en: 'Urgent' },
  thuong_khan: { vi: 'Thượng khẩn', en: 'Very urgent' },
  hoa_toc: { vi: 'Hỏa tốc', en: 'Immediate' },
  hoa_toc_hen_gio: { vi: 'Hỏa tốc hẹn giờ', en: 'Immediate, timed' },
};
