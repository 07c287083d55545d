import { Injectable } from '@nestjs/common';
import type { Urgency } from '../calendar/deadlines.policy.ts';
import { isAtOnce } from '../calendar/urgency.words.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import type { Tx } from '../platform/database/tx.ts';
import { Jobs } from '../platform/jobs/jobs.ts';
import { renderLetter, type Letter } from '../platform/mail/letter.ts';
import type { Mailbox } from '../platform/mail/mail-address.ts';
import { Mail } from '../platform/mail/mail.ts';
import type { OutgoingMail } from '../platform/mail/outgoing-mail.ts';
import type { NoticeParams } from './notice-texts.ts';
import { KINDS, type Choice, type NotificationKind } from './notification-kinds.ts';
import { pushJobKey, SEND_PUSHES } from './push.tasks.ts';
import { afterQuietHours } from './quiet-hours.policy.ts';
import { UnsubscribeLinks } from './unsubscribe-links.ts';

interface Told<K extends NotificationKind> {
  readonly kind: K;
  /** What it is about; a person is told of it once per kind. */
  readonly key: string;
  readonly accountId: string;
  /** Whose business it is: who no longer works there no longer sees it. */
  readonly unitId: string;
  /** Null: no mail can be sent to them. */
  readonly recipient: Mailbox | null;
  readonly subject: string;
  readonly letter: Letter;
  /** Its line in a daily mail. */
  readonly line: string;
  /** Where to look, below the service's public address. */
  readonly path: string;
  /** What its line behind the bell and on a device is made of. */
  readonly params: NoticeParams[K];
  /** Hỏa tốc goes out at once whatever was chosen: it waits for no morning. */
  readonly urgency: Urgency;
}

/** One thing for one person to know. */
export type Notice = { [K in NotificationKind]: Told<K> }[NotificationKind];

type Mailed = Notice & { readonly recipient: Mailbox };

/**
 * Everything in one statement, however many there are: what stands behind the bell, and what has to go to devices for those who have any.
 * A subscription that is just ending is passed over. $1 notices, $2 now.
 */
const TELL = `with asked as (
    select * from jsonb_to_recordset($1::jsonb) as n ("accountId" uuid, "unitId" uuid, kind text, key text, params jsonb, path text, urgency text, "pushAt" timestamptz)
  ), told as (
    insert into notice (account_id, unit_id, kind, key, params, path, urgency, at)
    select "accountId", "unitId", kind, key, params, path, urgency, $2 from asked order by 1, 3, 4
    on conflict (account_id, kind, key) do nothing returning id, account_id, kind, key
  ), subscribed as (
    select s.id, t.id as notice_id, a."pushAt" as push_at from told t join push_subscription s on s.account_id = t.account_id
      join asked a on a."accountId" = t.account_id and a.kind = t.kind and a.key = t.key where a."pushAt" is not null for key share of s
  ), pushed as (
    insert into push_message (subscription_id, notice_id, next_at) select id, notice_id, push_at from subscribed
    on conflict do nothing returning subscription_id, next_at
  )
  select distinct subscription_id as "subscriptionId" from pushed where next_at <= $2 order by 1`;

/** Tells people things the way each of them chose. */
@Injectable()
export class Notifications {
  constructor(
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly mail: Mail,
    private readonly jobs: Jobs,
    private readonly links: UnsubscribeLinks,
  ) {}

  /** A constant number of round trips however many there are. Telling the same again changes nothing. */
  async tell(tx: Tx, notices: readonly Notice[]): Promise<void> {
    if (notices.length === 0) return;
    const chosen = await this.choicesOf(tx, notices);
    const wayOf = (notice: Notice): Choice =>
      isAtOnce(notice.urgency)
        ? 'at_once'
        : (chosen.get(`${notice.accountId} ${notice.kind}`) ?? KINDS[notice.kind].usual);
    await this.note(tx, notices, wayOf);
    const mailed = notices.filter(isMailed);
    await this.mail.queue(
      tx,
      mailed.filter((notice) => wayOf(notice) === 'at_once').map((notice) => this.toMail(notice)),
    );
    const later = mailed.filter((notice) => wayOf(notice) === 'daily');
    if (later.length > 0) await this.keepForMorning(tx, later);
  }

  /** Behind the bell everything stands; devices ring for what is told at once, at an hour when they may. */
  private async note(tx: Tx, notices: readonly Notice[], wayOf: (notice: Notice) => Choice): Promise<void> {
    const now = this.clock.now();
    const later = afterQuietHours(now);
    const rows = notices.map((notice) => {
      const { accountId, unitId, kind, key, params, path, urgency } = notice;
      const pushAt = wayOf(notice) === 'at_once' ? (isAtOnce(urgency) ? now : later) : null;
      return { accountId, unitId, kind, key, params, path, urgency, pushAt };
    });
    const due = await tx.rows<{ subscriptionId: string }>(TELL, [JSON.stringify(rows), now]);
    await this.jobs.enqueueMany(tx, SEND_PUSHES, due, { key: pushJobKey });
  }

  private async choicesOf(tx: Tx, notices: readonly Notice[]): Promise<ReadonlyMap<string, Choice>> {
    const rows = await tx.rows<{ accountId: string; kind: string; choice: Choice }>(
      `select account_id as "accountId", kind, choice from notification_choice where account_id = any($1::uuid[]) and kind = any($2::text[])`,
      [[...new Set(notices.map((n) => n.accountId))], [...new Set(notices.map((n) => n.kind))]],
    );
    return new Map(rows.map(({ accountId, kind, choice }) => [`${accountId} ${kind}`, choice]));
  }

  private toMail({ kind, key, accountId, recipient, subject, letter }: Mailed): OutgoingMail {
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

const isMailed = (notice: Notice): notice is Mailed => notice.recipient !== null;
