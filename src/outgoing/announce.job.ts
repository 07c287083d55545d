import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AccountsReader } from '../accounts/accounts.reader.ts';
import { SenderActs } from '../incoming/sender-acts.service.ts';
import { OldInboxes } from '../legacy-inboxes/old-inboxes.ts';
import { Notifications } from '../notifications/notifications.service.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { JobHandler } from '../platform/jobs/job-handler.ts';
import { parseMailAddress } from '../platform/mail/mail-address.ts';
import { Mail } from '../platform/mail/mail.ts';
import type { MailOutcome, OutgoingMail } from '../platform/mail/outgoing-mail.ts';
import { externalMail, arrivalNotice, type Announced } from './announcement.texts.ts';
import { ANNOUNCE } from './dispatch.tasks.ts';

const EXTERNAL = 'outgoing.external-delivery';
/** Units told in one transaction. */
const BATCH = 500;
/** Most mail servers refuse more; larger documents have to go another way. */
export const MAIL_LIMIT_BYTES = 20 * 1024 * 1024;

/** Writes the mails of a dispatch: a notice without content to each unit's people, the document itself to those outside the system. */
@Injectable()
export class AnnounceDispatch extends JobHandler<{ readonly dispatchId: string }> implements OnModuleInit {
  readonly task = ANNOUNCE;

  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly accounts: AccountsReader,
    private readonly senderActs: SenderActs,
    private readonly notifications: Notifications,
    private readonly mail: Mail,
    private readonly oldInboxes: OldInboxes,
  ) {
    super();
  }

  onModuleInit(): void {
    this.mail.onOutcome(EXTERNAL, (tx, outcome) => this.reached(tx, outcome));
    this.mail.beforeSending(EXTERNAL, (mail) => this.oldInboxes.objectionTo(mail.recipientAddress));
  }

  /** Batch by batch in the order of the units, which is that of an index; mails are unique per delivery and address, so a second run adds nothing. */
  async run({ dispatchId }: { readonly dispatchId: string }): Promise<void> {
    let after: string | null = '00000000-0000-0000-0000-000000000000';
    while (after) {
      const from: string = after;
      after = await this.work.run((tx) => this.announceBatch(tx, dispatchId, from));
    }
  }

  private async announceBatch(tx: Tx, dispatchId: string, after: string): Promise<string | null> {
    const rows = await tx.rows<Announced>(
      `select v.id, v.unit_id as "unitId", v.channel, v.state, u.email, unit_name_on(v.unit_id, current_date) as "unitName", c.symbol, c.author_name as "authorName",
         c.urgency, c.subject, c.document_date::text as "documentDate", c.summary, v.acknowledge_by as "acknowledgeBy", s.email as "senderEmail",
         array(select attachment_id from document_copy_attachment where copy_id = c.id order by position) as "attachmentIds",
         coalesce((select sum(a.size) from document_copy_attachment l join attachment a on a.id = l.attachment_id where l.copy_id = c.id), 0)::float8 as bytes
       from delivery v join document_copy c on c.id = v.copy_id join unit u on u.id = v.unit_id join unit s on s.id = v.sender_unit_id
       where v.document_id = (select document_id from dispatch where id = $1) and v.dispatch_id = $1 and v.unit_id > $2 and v.purpose <> 'file'
       order by v.unit_id limit ${BATCH}`,
      [dispatchId, after],
    );
    const people = await this.accounts.addresseesOfUnits(
      tx,
      rows.filter((r) => r.channel === 'system').map((r) => r.unitId),
    );
    const notices = rows.flatMap((row) =>
      (people.get(row.unitId) ?? []).map((person) => arrivalNotice(row, person, this.config.publicUrl)),
    );
    await this.notifications.tell(tx, notices);
    await this.mail.queue(tx, await this.externalMails(tx, rows));
    return rows.length === BATCH ? (rows.at(-1)?.unitId ?? null) : null;
  }

  private async externalMails(tx: Tx, rows: readonly Announced[]): Promise<OutgoingMail[]> {
    const waiting = rows.filter((row) => row.channel === 'email' && row.state === 'queued');
    const shut = await this.oldInboxes.shutAmong(
      tx,
      waiting.flatMap(({ email }) => email ?? []),
    );
    const mails: OutgoingMail[] = [];
    for (const row of waiting) {
      const obstacle = obstacleTo(row, shut);
      if (obstacle === null) mails.push(externalMail(row, EXTERNAL));
      else await this.cannotBeMailed(tx, row, obstacle);
    }
    return mails;
  }

  private async cannotBeMailed(tx: Tx, row: Announced, reason: string): Promise<void> {
    const held = await this.senderActs.holdById(tx, row.id);
    if (held) await this.senderActs.failed(tx, held, 'system', this.clock.now(), { reason, bytes: row.bytes });
  }

  /** The mail server took it, or gave it up for good: both are facts about the delivery. */
  private async reached(tx: Tx, outcome: MailOutcome): Promise<void> {
    const held = await this.senderActs.holdById(tx, outcome.purposeKey);
    if (!held) return;
    const at = this.clock.now();
    const detail = { mailId: outcome.mailId, answer: outcome.answer.slice(0, 500) };
    if (outcome.sent) await this.senderActs.reached(tx, held, 'system', at, detail);
    else await this.senderActs.failed(tx, held, 'system', at, detail);
  }
}

/** Why a document cannot go by mail; found out here, so that one such recipient does not hold up the mails of all. */
function obstacleTo(
  row: Announced,
  shut: ReadonlySet<string>,
): 'too-large-for-mail' | 'no-mail-address' | 'old-inbox' | null {
  if (row.email === null || parseMailAddress(row.email) === null) return 'no-mail-address';
  if (shut.has(row.email.toLowerCase())) return 'old-inbox';
  return row.bytes > MAIL_LIMIT_BYTES ? 'too-large-for-mail' : null;
}
