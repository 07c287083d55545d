import { Injectable } from '@nestjs/common';
import { AccountsReader, type Contact } from '../accounts/accounts.reader.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { JobHandler, task } from '../platform/jobs/job-handler.ts';
import { renderLetter } from '../platform/mail/letter.ts';
import { parseMailAddress } from '../platform/mail/mail-address.ts';
import { Mail } from '../platform/mail/mail.ts';
import type { OutgoingMail } from '../platform/mail/outgoing-mail.ts';
import { NoticeStates } from './notice-states.ts';
import { KINDS, NOTIFICATION_KINDS, type NotificationKind } from './notification-kinds.ts';

interface Line {
  readonly id: string;
  readonly accountId: string;
  readonly kind: NotificationKind;
  readonly key: string;
  readonly line: string;
  readonly path: string;
}

/** People written to in one transaction. */
const BATCH = 200;
const KEPT_DAYS = 60;
const FIRST = '00000000-0000-0000-0000-000000000000';

export const DAILY_MAIL = task('notifications.daily-mail');

/** One mail each morning, with what still waits, for those who chose so. */
@Injectable()
export class DailyMail extends JobHandler {
  readonly task = DAILY_MAIL;
  /** 07:00 in Việt Nam, before the offices open; graphile's clock is UTC. */
  override readonly cron = '0 0 * * *';

  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly accounts: AccountsReader,
    private readonly mail: Mail,
    private readonly states: NoticeStates,
  ) {
    super();
  }

  async run(): Promise<void> {
    let after: string | null = FIRST;
    while (after) {
      const from: string = after;
      after = await this.work.run((tx) => this.writeBatch(tx, from));
    }
    await this.work.run((tx) => this.forgetOld(tx));
  }

  /** Lines are taken under lock and marked in the transaction that queues the mail: two runs at once write one mail. */
  private async writeBatch(tx: Tx, after: string): Promise<string | null> {
    const people = await tx.rows<{ accountId: string }>(
      `select distinct account_id as "accountId" from waiting_notification where told_at is null and account_id > $1 order by 1 limit ${BATCH}`,
      [after],
    );
    const ids = people.map(({ accountId }) => accountId);
    const lines = await tx.rows<Line>(
      `select id, account_id as "accountId", kind, key, line, path from waiting_notification
       where told_at is null and account_id = any($1::uuid[]) order by account_id, at, id for update skip locked`,
      [ids],
    );
    const contacts = await this.accounts.contactsById(tx, ids);
    const waiting = await this.states.notDone(tx, lines);
    await this.mail.queue(
      tx,
      ids.flatMap((id) =>
        this.mailOf(
          contacts.get(id),
          waiting.filter(({ accountId }) => accountId === id),
        ),
      ),
    );
    await tx.run(`update waiting_notification set told_at = $2 where id = any($1::uuid[])`, [
      lines.map(({ id }) => id),
      this.clock.now(),
    ]);
    return ids.length === BATCH ? (ids.at(-1) ?? null) : null;
  }

  /** Nobody is written to who has left, or has no address any more. */
  private mailOf(contact: Contact | undefined, lines: readonly Line[]): OutgoingMail[] {
    const [first] = lines;
    if (!contact || !first || parseMailAddress(contact.email) === null) return [];
    const facts = NOTIFICATION_KINDS.flatMap((kind) => {
      const own = lines
        .filter((line) => line.kind === kind)
        .map(({ line, path }) => `${line}\n${this.config.publicUrl}${path}`);
      return own.length > 0 ? [[KINDS[kind].label, own.join('\n\n')] as const] : [];
    });
    const letter = {
      paragraphs: [`Có ${lines.length} việc đang chờ ${contact.name} trên hệ thống gửi, nhận văn bản.`],
      facts,
      action: { label: 'Mở hộp văn bản', url: `${this.config.publicUrl}/` },
      notes: [
        'Thư này chỉ báo tin; xem thư không được tính là đã nhận văn bản.',
        `Chọn cách nhận thông báo: ${this.config.publicUrl}/notifications`,
      ],
    };
    return [
      {
        purpose: 'notification.daily',
        purposeKey: first.id,
        recipient: { name: contact.name, address: contact.email },
        subject: `${lines.length} việc đang chờ trên hệ thống văn bản`,
        ...renderLetter(letter),
        attachmentIds: [],
      },
    ];
  }

  private async forgetOld(tx: Tx): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEPT_DAYS * 24 * 3600_000);
    await tx.run(`delete from waiting_notification where told_at < $1`, [before]);
  }
}
