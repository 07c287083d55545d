import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { JobHandler, type JobContext } from '../jobs/job-handler.ts';
import { MailAttachments, type MailAttachment } from './mail-attachments.ts';
import { describeFailure, isPermanent, type MailFailure } from './mail-failure.policy.ts';
import { MailChecks } from './mail-checks.ts';
import { MailOutbox, type WaitingMail } from './mail-outbox.ts';
import { MailTransport } from './mail-transport.ts';
import { SEND_MAIL, type SendMail } from './send-mail.task.ts';

/** Not handed over this time. Its text goes into logs and names neither the recipient nor the subject. */
class MailDelayed extends Error {
  constructor(mailId: string, { code, command, replyCode }: MailFailure) {
    super(
      `mail ${mailId} is not handed over yet: ${[command, code, replyCode].filter((part) => part !== null).join(' ') || 'see its last_error'}`,
    );
    this.name = 'MailDelayed';
    // Expected, and by the thousand when a mail server is down: no stack.
    this.stack = `${this.name}: ${this.message}`;
  }
}

/** The room that queued it says that it must not go any more. */
class MailWithheld extends Error {}

/** Hands one mail to the mail server, and writes down what came of it. */
@Injectable()
export class SendMailJob extends JobHandler<SendMail> {
  readonly task = SEND_MAIL;

  constructor(
    private readonly outbox: MailOutbox,
    private readonly transport: MailTransport,
    private readonly checks: MailChecks,
    private readonly modules: ModuleRef,
  ) {
    super();
  }

  /** A mail that was taken but not noted goes out again with the same Message-ID, by which servers and readers know it. */
  async run({ mailId }: SendMail, context: JobContext): Promise<void> {
    // The mail stays queued; RequeueMail finds it once a server is set.
    if (!this.transport.hasServer) return;
    const mail = await this.outbox.waiting(mailId);
    if (!mail) return;
    const answer = mail.takenWith ?? (await this.handOver(mail, context));
    if (answer !== null) await this.outbox.conclude(mail, answer);
  }

  /**
   * @returns the server's answer; null when the mail was given up or withheld
   * @throws MailDelayed when it is to be tried again
   */
  private async handOver(mail: WaitingMail, { isLastAttempt, signal }: JobContext): Promise<string | null> {
    let answer: string;
    try {
      answer = await this.send(mail, signal);
    } catch (error) {
      if (error instanceof MailWithheld) {
        await this.outbox.withhold(mail, error.message);
        return null;
      }
      const failure = describeFailure(error);
      // Broken off by the process's own end, even a last try says nothing about the recipient.
      if ((isLastAttempt && !signal.aborted) || isPermanent(failure)) {
        await this.outbox.giveUp(mail, failure.text);
        return null;
      }
      await this.outbox.noteFailure(mail, failure.text);
      throw new MailDelayed(mail.id, failure);
    }
    await this.outbox.noteTaken(mail, answer);
    return answer;
  }

  private async send(mail: WaitingMail, signal: AbortSignal): Promise<string> {
    // Before its files too: one that is gone or not clean must not keep a mail waiting that may not go in any case.
    await this.refuseWithheld(mail);
    const attachments = await this.open(mail.attachmentIds);
    try {
      await this.refuseWithheld(mail);
      const letter = {
        messageId: mail.messageId,
        // Of the queueing, not of this try: a repeat is the same mail down to its date.
        date: mail.createdAt,
        to: { name: mail.recipientName, address: mail.recipientAddress },
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        attachments,
        unsubscribeUrl: mail.unsubscribeUrl,
        answers: mail.inReplyTo === null ? null : { messageId: mail.inReplyTo, thread: mail.thread ?? '' },
        parts: mail.parts,
      };
      return await this.transport.send(letter, signal);
    } finally {
      for (const { content } of attachments) content.destroy();
    }
  }

  private async refuseWithheld(mail: WaitingMail): Promise<void> {
    const objection = await this.checks.objection(mail);
    if (objection !== null) throw new MailWithheld(objection);
  }

  private async open(ids: readonly string[]): Promise<MailAttachment[]> {
    if (ids.length === 0) return [];
    return this.modules.get(MailAttachments, { strict: false }).open(ids);
  }
}
