import { ApiProperty } from '@nestjs/swagger';
import { URGENCIES, type Urgency } from '../calendar/deadlines.policy.ts';
import { NOTIFICATION_KINDS, type NotificationKind } from './notification-kinds.ts';

/** Something the caller was told. */
export class NoticeWire {
  id!: string;
  /** Of which of the caller's units it is the business. */
  unitId!: string;
  @ApiProperty({ enum: NOTIFICATION_KINDS })
  kind!: NotificationKind;
  /** In Vietnamese, short. Like mails it never says what a document is about. */
  title!: string;
  body!: string;
  /** The page to open, e.g. /incoming/<id>. */
  path!: string;
  @ApiProperty({ enum: URGENCIES })
  urgency!: Urgency;
  at!: string;
  @ApiProperty({ type: String, nullable: true })
  readAt!: string | null;
  /** It still waits for somebody: nobody has acknowledged, noted or answered it yet. */
  isWaiting!: boolean;
}

export class NoticePageWire {
  items!: NoticeWire[];
  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}

/** The number at the bell. */
export class UnreadWire {
  /** Up to 99. */
  count!: number;
  /** There are more than that: show 99+. */
  isMore!: boolean;
}
