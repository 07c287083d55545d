import { ApiProperty } from '@nestjs/swagger';
import { SCAN_STATES, type ScanState } from '../attachments/scan.states.ts';
import {
  ARRIVED_ACTS,
  ARRIVED_STATES,
  SIDES,
  type ArrivedAct,
  type ArrivedState,
  type Side,
} from './arrived-mail.states.ts';

/** A mail to an old inbox, in a list. Who wrote it and what it is about is the sender's own claim. */
export class ArrivedMailLineWire {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) unitId!: string;
  /** The old addresses of the unit it came to. */
  inboxes!: string[];
  /** On which side of the cutover it arrived. Before it, mails are kept and nothing else. */
  @ApiProperty({ enum: SIDES }) side!: Side;
  @ApiProperty({ enum: ARRIVED_STATES }) state!: ArrivedState;
  /** Why nobody has to do anything about it: it came before the cutover, or the service wrote it itself. */
  @ApiProperty({ enum: ['before-cutover', 'own-mail'], nullable: true })
  keptBecause!: 'before-cutover' | 'own-mail' | null;
  @ApiProperty({ format: 'date-time' }) arrivedAt!: string;
  fromName!: string;
  fromAddress!: string;
  subject!: string;
  /** In bytes. */
  size!: number;
  /** Marked by the mail server in front. */
  isSpam!: boolean;
  /** Written by a program: a list, a bounce, an automatic answer. */
  isAutomatic!: boolean;
  /** The incoming document it became. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) deliveryId!: string | null;
  /** What the caller may do about it now. */
  @ApiProperty({ enum: ARRIVED_ACTS, isArray: true }) can!: ArrivedAct[];
}

export class ArrivedMailPageWire {
  items!: ArrivedMailLineWire[];
  @ApiProperty({ type: String, nullable: true }) next!: string | null;
}

/** What waits for the caller's units. */
export class WaitingMailsWire {
  /** Counted up to 100; what is marked as spam does not count. */
  count!: number;
  /** The newest, at most five. */
  first!: ArrivedMailLineWire[];
}

/** A file in a mail. */
export class ArrivedFileWire {
  @ApiProperty({ format: 'uuid' }) id!: string;
  name!: string;
  /** Null: a kind that is not taken in (programs, scripts, web pages); it cannot be opened here. */
  @ApiProperty({ type: String, nullable: true }) mediaType!: string | null;
  size!: number;
  /** A picture inside the text. */
  isInline!: boolean;
  @ApiProperty({ enum: SCAN_STATES }) scanState!: ScanState;
}

/** What the mail server in front found of the sender; null: it did not look. */
export class AuthenticationWire {
  @ApiProperty({ type: String, nullable: true }) spf!: string | null;
  @ApiProperty({ type: String, nullable: true }) dkim!: string | null;
  @ApiProperty({ type: String, nullable: true }) dmarc!: string | null;
}

export class ArrivedActWire {
  @ApiProperty({ enum: ['registered', 'dismissed', 'reopened'] }) act!: 'registered' | 'dismissed' | 'reopened';
  @ApiProperty({ format: 'date-time' }) at!: string;
  byName!: string;
  @ApiProperty({ type: String, nullable: true }) code!: string | null;
  @ApiProperty({ type: String, nullable: true }) text!: string | null;
}

/** A mail to an old inbox. */
export class ArrivedMailWire extends ArrivedMailLineWire {
  /** By the sender's own word. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) sentAt!: string | null;
  @ApiProperty({ type: String, nullable: true }) messageId!: string | null;
  /** Who sent it as far as the mail servers know; empty: a bounce. */
  envelopeFrom!: string;
  /** `gateway`: straight to the service; `watch`: fetched from the provider. */
  @ApiProperty({ enum: ['gateway', 'watch'] }) cameBy!: 'gateway' | 'watch';
  @ApiProperty({ type: AuthenticationWire, nullable: true }) authentication!: AuthenticationWire | null;
  /** Why the sender got no automatic answer; null: one was sent, unless they had one in the last week. */
  @ApiProperty({ type: String, nullable: true }) noReplyBecause!: string | null;
  /** Its content can be shown; until then only its head is known. */
  isRead!: boolean;
  /** `cannot-be-read`: it is built too badly; load the message itself down. */
  @ApiProperty({ type: String, nullable: true }) trouble!: string | null;
  text!: string;
  /** Cleaned: words, tables, links. Show it in a frame with an empty `sandbox` all the same. */
  @ApiProperty({ type: String, nullable: true }) html!: string | null;
  /** How many pictures, forms and the like were left out of it. */
  leftOut!: number;
  /** The text is longer than what is shown. */
  isCut!: boolean;
  files!: ArrivedFileWire[];
  @ApiProperty({ enum: SCAN_STATES }) messageScanState!: ScanState;
  acts!: ArrivedActWire[];
}

/** Somebody who still writes to old addresses. */
export class OldSenderWire {
  address!: string;
  /** Their mails since the cutover to the units the caller sees. */
  mails!: number;
  @ApiProperty({ format: 'date-time' }) lastAt!: string;
  /** When they were last answered that the address is no longer used. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) answeredAt!: string | null;
}

export class OldSenderPageWire {
  items!: OldSenderWire[];
  @ApiProperty({ type: String, nullable: true }) next!: string | null;
}
