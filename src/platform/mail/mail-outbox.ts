import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.ts';
import { Database } from '../database/database.ts';
import { UnitOfWork } from '../database/unit-of-work.ts';
import { MailOutcomes } from './mail-outcomes.ts';
import type { MailPart } from './outgoing-mail.ts';

/** A mail that has no outcome yet. */
export interface WaitingMail {
  readonly id: string;
  readonly purpose: string;
  readonly purposeKey: string;
  readonly messageId: string;
  readonly recipientName: string;
  readonly recipientAddress: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
  readonly attachmentIds: string[];
  readonly unsubscribeUrl: string | null;
  /** Null: it answers nothing. */
  readonly inReplyTo: string | null;
  readonly thread: string | null;
  readonly parts: readonly MailPart[];
  readonly createdAt: Date;
  /** The server's answer when it took the mail already and only the outcome is left to be told; null otherwise. */
  readonly takenWith: string | null;
}

/** The rows of `mail_message` between queue and outcome. */
@Injectable()
export class MailOutbox {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly outcomes: MailOutcomes,
  ) {}

  /** Null when it is done, or was never committed. */
  waiting(mailId: string): Promise<WaitingMail | null> {
    return this.database.first<WaitingMail>(
      `select id, purpose, purpose_key as "purposeKey", message_id as "messageId", recipient_name as "recipientName",
         recipient_address as "recipientAddress", subject, text_body as text, html_body as html, attachment_ids as "attachmentIds",
         unsubscribe_url as "unsubscribeUrl", in_reply_to as "inReplyTo", thread, parts,
         created_at as "createdAt", case when sent_at is not null then coalesce(answer, '') end as "takenWith"
       from mail_message where id = $1 and state = 'queued'`,
      [mailId],
    );
  }

  /** Noted by itself, before anybody is told: when telling fails, the mail must not be sent a second time. */
  async noteTaken(mail: WaitingMail, answer: string): Promise<void> {
    await this.database.run(
      `update mail_message set sent_at = $2, answer = $3, last_error = null, attempts = attempts + 1 where id = $1 and state = 'queued'`,
      [mail.id, this.clock.now(), answer],
    );
  }

  async noteFailure(mail: WaitingMail, error: string): Promise<void> {
    await this.database.run(
      `update mail_message set last_error = $2, attempts = attempts + 1 where id = $1 and state = 'queued'`,
      [mail.id, error],
    );
  }

  /** The end of a mail that was taken. */
  async conclude(mail: WaitingMail, answer: string): Promise<void> {
    await this.finish(
      mail,
      'sent',
      answer,
      `update mail_message set state = 'sent', answer = $2 where id = $1 and state = 'queued'`,
    );
  }

  /** The end of a mail that cannot be delivered. */
  async giveUp(mail: WaitingMail, answer: string): Promise<void> {
    await this.finish(
      mail,
      'failed',
      answer,
      `update mail_message set state = 'gave_up', answer = $2, last_error = $2, attempts = attempts + 1 where id = $1 and state = 'queued'`,
    );
  }

  /** The end of a mail that must not go any more; what it said is not kept. */
  async withhold(mail: WaitingMail, because: string): Promise<void> {
    await this.finish(
      mail,
      'withheld',
      because,
      `update mail_message set state = 'gave_up', answer = $2, last_error = $2, text_body = '', html_body = null where id = $1 and state = 'queued'`,
    );
  }

  /** The state and what other rooms make of it are written together, and once. */
  private async finish(
    mail: WaitingMail,
    end: 'sent' | 'failed' | 'withheld',
    answer: string,
    update: string,
  ): Promise<void> {
    const { id: mailId, purposeKey } = mail;
    await this.work.run(async (tx) => {
      const changed = await tx.run(update, [mailId, answer]);
      if (changed === 0) return;
      const [sent, withheld] = [end === 'sent', end === 'withheld'];
      await this.outcomes.tell(tx, mail.purpose, { mailId, purposeKey, sent, withheld, answer });
    });
  }
}
