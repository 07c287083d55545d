import { Injectable } from '@nestjs/common';
import { AccountsReader } from '../accounts/accounts.reader.ts';
import { Notifications } from '../notifications/notifications.service.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { JobHandler, type JobContext } from '../platform/jobs/job-handler.ts';
import { Mail } from '../platform/mail/mail.ts';
import { UnitsReader } from '../units/units.reader.ts';
import { arrivedNotice, automaticReply, type Waiting } from './arrived.texts.ts';
import { FOLLOW_UP } from './intake.tasks.ts';
import { MailApart } from './mail-apart.ts';
import { REPLY_PAUSE_MS } from './reply.policy.ts';

interface Row {
  readonly id: string;
  readonly sha256: string;
  readonly size: number;
  readonly isSpam: boolean;
  readonly envelopeFrom: string;
  readonly subject: string;
  readonly messageId: string | null;
  readonly thread: string;
  readonly noReplyBecause: string | null;
  readonly apartAt: Date | null;
}

const SELECT = `select id, sha256, size::float8 as size, is_spam as "isSpam", envelope_from as "envelopeFrom", subject, message_id as "messageId", thread,
  no_reply_because as "noReplyBecause", apart_at as "apartAt" from received_mail where id = $1`;

/** What a mail that was taken in leads to: its parts, the notices of the units' people, the answer to its sender. Each once. */
@Injectable()
export class FollowUp extends JobHandler<{ readonly mailId: string }> {
  readonly task = FOLLOW_UP;

  constructor(
    private readonly apart: MailApart,
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly mail: Mail,
    private readonly units: UnitsReader,
    private readonly accounts: AccountsReader,
    private readonly notifications: Notifications,
  ) {
    super();
  }

  async run({ mailId }: { readonly mailId: string }, { signal }: JobContext): Promise<void> {
    const mail = await this.database.first<Row & Record<string, unknown>>(SELECT, [mailId]);
    if (!mail) return;
    // People are told first: what cannot be taken apart is there all the same.
    await this.work.run((tx) => this.tell(tx, mail));
    if (mail.apartAt !== null) return;
    const apart = await this.apart.read(mail, signal);
    await this.work.run(async (tx) => void (await this.apart.write(tx, mailId, mail, apart)));
  }

  private async tell(tx: Tx, mail: Row): Promise<void> {
    const untold = await tx.rows<Omit<Waiting, 'unitName'>>(
      `update arrived_mail set told_at = $2 where mail_id = $1 and state = 'waiting' and told_at is null returning id, unit_id as "unitId", sender`,
      [mail.id, this.clock.now()],
    );
    if (untold.length === 0 || mail.isSpam) return;
    const names = await this.units.byIds(
      tx,
      untold.map(({ unitId }) => unitId),
    );
    const people = await this.accounts.addresseesOfUnits(tx, [...names.keys()]);
    const { publicUrl } = this.config;
    const notices = untold.flatMap((row) =>
      (people.get(row.unitId) ?? []).map((person) =>
        arrivedNotice({ ...row, unitName: names.get(row.unitId)?.name ?? '' }, person, publicUrl),
      ),
    );
    await this.notifications.tell(tx, notices);
    if (mail.noReplyBecause === null) await this.answer(tx, mail);
  }

  /** The row of the sender is the lock: two of their mails at once get one answer. */
  private async answer(tx: Tx, mail: Row): Promise<void> {
    const now = this.clock.now();
    const due = await tx.run(
      `insert into automatic_reply as r (sender, at) values ($1, $2) on conflict (sender) do update set at = $2 where r.at <= $3`,
      [mail.envelopeFrom.toLowerCase(), now, new Date(now.getTime() - REPLY_PAUSE_MS)],
    );
    if (due === 0) return;
    const inboxes = await tx.rows<{ address: string }>(
      `select distinct i.address from arrived_mail a join arrived_mail_inbox l on l.arrived_id = a.id join legacy_inbox i on i.id = l.inbox_id
       where a.mail_id = $1 order by 1 limit 5`,
      [mail.id],
    );
    const addresses = inboxes.map(({ address }) => address);
    await this.mail.queue(tx, [
      automaticReply({ ...mail, to: mail.envelopeFrom, addresses, publicUrl: this.config.publicUrl }),
    ]);
  }
}
