import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.ts';
import { Config } from '../config/config.ts';
import type { Queries, Tx } from '../database/tx.ts';
import { Jobs } from '../jobs/jobs.ts';
import { displayName, oneLine, parseMailAddress } from './mail-address.ts';
import { MailChecks, type MailCheck } from './mail-checks.ts';
import { MailOutcomes } from './mail-outcomes.ts';
import type { MailOutcomeHandler, OutgoingMail } from './outgoing-mail.ts';
import { enqueueSending } from './send-mail.task.ts';

/** Writes mails down. Nothing here touches the network: a dead mail server never holds up the work that asks for a mail. */
@Injectable()
export class Mail {
  readonly #host: string;
  readonly #isSilent: boolean;

  constructor(
    config: Config,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly outcomes: MailOutcomes,
    private readonly checks: MailChecks,
  ) {
    this.#isSilent = config.area === 'practice';
    this.#host = new URL(config.publicUrl).hostname;
  }

  /**
   * Queues mails in the caller's transaction (none in the practice area); those whose purpose and key are there already are left as they are. Each is sent at
   * least once, with the one Message-ID it is given here, and tried for about two days.
   * @throws an Error, for a mistake of the program: an address `parseMailAddress` refuses (rooms check it where it comes in, with
   * `@IsMailAddress`)
   */
  async queue(tx: Tx, mails: readonly OutgoingMail[]): Promise<void> {
    if (mails.length === 0 || this.#isSilent) return;
    const rows = mails.map((mail) => this.toRow(mail));
    const queued = await tx.rows<{ id: string }>(INSERT, [JSON.stringify(rows), this.clock.now()]);
    await enqueueSending(
      this.jobs,
      tx,
      queued.map((mail) => mail.id),
    );
  }

  /** Takes the text out of a mail that is done with, for one that held a secret. Call it from the outcome's handler. */
  async removeText(tx: Tx, mailId: string): Promise<void> {
    await tx.run(`update mail_message set text_body = '', html_body = null where id = $1 and state <> 'queued'`, [
      mailId,
    ]);
  }

  /** Names who is told, once, what became of each mail of a purpose. Call it in `onModuleInit`. */
  onOutcome(purpose: string, handler: MailOutcomeHandler): void {
    this.outcomes.on(purpose, handler);
  }

  /** Whether the service itself has written the mail with this Message-ID: then it has come back. */
  async isOwn(queries: Queries, messageId: string): Promise<boolean> {
    return (await queries.first(`select from mail_message where message_id = $1`, [messageId])) !== null;
  }

  /** Names who has a last word, before every try, on whether a mail of this purpose may still go. Call it in `onModuleInit`. */
  beforeSending(purpose: string, check: MailCheck): void {
    this.checks.on(purpose, check);
  }

  /** Those of the files that some mail carries or has carried. */
  async attachmentsAmong(queries: Queries, attachmentIds: readonly string[]): Promise<string[]> {
    const rows = await queries.rows<{ id: string }>(
      `select distinct file as id from mail_message m, unnest(m.attachment_ids) file
       where m.attachment_ids <> '{}' and m.attachment_ids && $1::uuid[] and file = any($1::uuid[])`,
      [attachmentIds],
    );
    return rows.map(({ id }) => id);
  }

  private toRow(mail: OutgoingMail): object {
    const name = displayName(mail.recipient.name);
    const address = parseMailAddress(mail.recipient.address);
    if (address === null)
      throw new Error(`the recipient of ${mail.purpose} ${mail.purposeKey} has not one e-mail address`);
    const id = randomUUID();
    return {
      id,
      purpose: mail.purpose,
      purpose_key: mail.purposeKey,
      message_id: `<${id}@${this.#host}>`,
      recipient_name: name,
      recipient_address: address,
      subject: oneLine(mail.subject),
      text_body: mail.text,
      html_body: mail.html,
      attachment_ids: mail.attachmentIds,
      unsubscribe_url: mail.unsubscribeUrl ?? null,
      in_reply_to: mail.answers?.messageId ?? null,
      thread: mail.answers?.thread ?? null,
      parts: mail.parts ?? [],
    };
  }
}

/** In a fixed order, so that two transactions with the same mails wait for each other instead of deadlocking. */
const INSERT = `
  insert into mail_message (id, purpose, purpose_key, message_id, recipient_name, recipient_address, subject, text_body, html_body,
    attachment_ids, unsubscribe_url, in_reply_to, thread, parts, created_at)
  select id, purpose, purpose_key, message_id, recipient_name, recipient_address, subject, text_body, html_body, attachment_ids, unsubscribe_url,
    in_reply_to, thread, parts, $2
  from jsonb_to_recordset($1::jsonb) as mail (id uuid, purpose text, purpose_key text, message_id text, recipient_name text,
    recipient_address text, subject text, text_body text, html_body text, attachment_ids uuid[], unsubscribe_url text,
    in_reply_to text, thread text, parts jsonb)
  order by purpose, purpose_key
  on conflict (purpose, purpose_key) do nothing
  returning id`;
