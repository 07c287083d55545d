import { ApiProperty } from '@nestjs/swagger';
import { CHOICES, NOTIFICATION_KINDS, type Choice, type NotificationKind } from './notification-kinds.ts';

/** How the caller is told of one kind of thing. */
export class NotificationChoiceWire {
  @ApiProperty({ enum: NOTIFICATION_KINDS })
  kind!: NotificationKind;
  /** Its Vietnamese name. */
  label!: string;
  @ApiProperty({ enum: CHOICES })
  choice!: Choice;
  @ApiProperty({ enum: CHOICES, isArray: true })
  allowed!: Choice[];
  /** In Vietnamese, why it cannot be switched off; null where it can. */
  @ApiProperty({ type: String, nullable: true })
  because!: string | null;
}

export class NotificationChoicesWire {
  items!: NotificationChoiceWire[];
  /** Where mails go; null: no address is known, ask an administrator. */
  @ApiProperty({ type: String, nullable: true })
  address!: string | null;
}
