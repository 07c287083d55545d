import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import type { Tx } from '../platform/database/tx.ts';
import { renderLetter, type Letter } from '../platform/mail/letter.ts';
import type { Mailbox } from '../platform/mail/mail-address.ts';
import { Mail } from '../platform/mail/mail.ts';
import type { OutgoingMail } from '../platform/mail/outgoing-mail.ts';
import { KINDS, type Choice, type NotificationKind } from './notification-kinds.ts';
import { UnsubscribeLinks } from './unsubscribe-links.ts';

/** One thing for one person to know. */
export interface Notice {
  readonly kind: NotificationKind;
  /** What it is about; a person is told of it once per kind. */
  readonly key: string;
  readonly accountId: string;
  readonly recipient: Mailbox;
  readonly subject: string;
  readonly letter: Letter;
  /** Its line in a daily mail. */
  readonly line: string;
  /** Where to look, below the service's public address. */
  readonly path: string;
  /** Goes out at once whatever was chosen: hỏa tốc does not wait for the morning. */
  readonly isUrgent: boolean;
}

/** Tells people things the way each of them chose. */
@Injectable()
export class Notifications {
  constructor(
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly mail: Mail,
    private readonly links: UnsubscribeLinks,
  ) {}

  /** Two round trips however many there are. Telling the same again changes nothing. */
  async tell(tx: Tx, notices: readonly Notice[]): Promise<void> {
    if (notices.length === 0) return;
    const chosen = await this.choicesOf(tx, notices);
    const wayOf = (notice: Notice): Choice =>
      notice.isUrgent ? 'at_once' : (chosen.get(`${notice.accountId} ${notice.kind}`) ?? KINDS[notice.kind].usual);
    const now = notices.filter((notice) => wayOf(notice) === 'at_once');
    const later = notices.filter((notice) => wayOf(notice) === 'daily');
    await this.mail.queue(
      tx,
      now.map((notice) => this.toMail(notice)),
    );
    if (later.length > 0) await this.keepForMorning(tx, later);
  }

  private async choicesOf(tx: Tx, notices: readonly Notice[]): Promise<ReadonlyMap<string, Choice>> {
    const rows = await tx.rows<{ accountId: string; kind: string; choice: Choice }>(
      `select account_id as "accountId", kind, choice from notification_choice where account_id = any($1::uuid[]) and kind = any($2::text[])`,
      [[...new Set(notices.map((n) => n.accountId))], [...new Set(notices.map((n) => n.kind))]],
    );
    return new Map(rows.map(({ accountId, kind, choice }) => [`${accountId} ${kind}`, choice]));
  }

  private toMail({ kind, key, accountId, recipient, subject, letter }: Notice): OutgoingMail {
    const notes = [...(letter.notes ?? []), `Chọn cách nhận thông báo: ${this.config.publicUrl}/notifications`];
    return {
      purpose: `notification.${kind}`,
      purposeKey: `${key} ${accountId}`,
      recipient,
      subject,
      ...renderLetter({ ...letter, notes }),
      attachmentIds: [],
      unsubscribeUrl: this.links.urlFor({ accountId, kind }),
    };
  }

  private async keepForMorning(tx: Tx, notices: readonly Notice[]): Promise<void> {
    const rows = notices.map(({ accountId, kind, key, line, path }) => ({ accountId, kind, key, line, path }));
    await tx.run(
      `insert into waiting_notification (account_id, kind, key, line, path, at)
       select "accountId", kind, key, line, path, $2 from jsonb_to_recordset($1::jsonb) as n ("accountId" uuid, kind text, key text, line text, path text)
       order by 1, 2, 3 on conflict (account_id, kind, key) do nothing`,
      [JSON.stringify(rows), this.clock.now()],
    );
  }
}
