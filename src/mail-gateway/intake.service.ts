import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { DerivedBlobs } from '../attachments/derived-blobs.ts';
import { isAfterCutover } from '../legacy-inboxes/cutover-date.policy.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { Jobs } from '../platform/jobs/jobs.ts';
import { headerLines, type HeaderLine } from '../platform/mail/mail-head.ts';
import type { Shape } from '../platform/mail/message-shape.ts';
import { oneLine, parseMailbox } from '../platform/mail/mail-address.ts';
import { Mail } from '../platform/mail/mail.ts';
import { readEssentials, type MailEssentials } from '../platform/mail/received-mail.ts';
import { FOLLOW_UP } from './intake.tasks.ts';
import { KnownInboxes, type KnownInbox } from './known-inboxes.reader.ts';
import { MailStore } from './mail-store.ts';
import { authenticationOf, automaticBecause, hopsOf, isMarkedSpam, MOST_HOPS } from './marks.policy.ts';
import { noReplyBecause } from './reply.policy.ts';
import { threadOf } from './thread.ts';

/** It has been through so many servers that it goes in a circle. */
export class MailLoops extends Error {}

/** How a mail came, as far as its bytes do not say. */
export interface Envelope {
  /** Empty: a bounce. Null: there was no envelope any more; the mail's own Return-Path counts. */
  readonly from: string | null;
  /** Old inboxes it is for. */
  readonly inboxIds: readonly string[];
  readonly cameBy: 'gateway' | 'watch';
  readonly peer: string;
  /** What the peer says of spam and of the sender is believed. */
  readonly isTrusted: boolean;
  /** When somebody else took responsibility for it; null: now. */
  readonly arrivedAt: Date | null;
  readonly mostBytes: number;
}

interface Read {
  readonly essentials: MailEssentials;
  readonly head: readonly HeaderLine[];
}

/**
 * Takes mails in: the bytes first, then in one transaction everything the database knows of it. When it returns the mail is on the disk
 * and in the database; when it throws there is nothing. The same mail again, e.g. from a sender whom our answer never reached, changes
 * nothing.
 */
@Injectable()
export class Intake {
  constructor(
    private readonly store: MailStore,
    private readonly derived: DerivedBlobs,
    private readonly inboxes: KnownInboxes,
    private readonly mail: Mail,
    private readonly work: UnitOfWork,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /**
   * @param beside written in the same transaction
   * @returns the inboxes that have it now; one that is not among them exists no more
   * @throws MailLoops, MailTooLarge, MailEmpty, attachments.disk-full, attachments.store-unavailable, and what the database says
   */
  async take(
    source: Readable,
    envelope: Envelope,
    signal: AbortSignal,
    beside: (tx: Tx) => Promise<void> = async () => undefined,
  ): Promise<ReadonlySet<string>> {
    const stored = await this.store.keep(source, envelope.mostBytes, signal);
    const head = headerLines(stored.header);
    // What a provider has taken responsibility for is not sent back.
    if (envelope.cameBy === 'gateway' && hopsOf(head) > MOST_HOPS) throw new MailLoops();
    const read = { head, essentials: await readEssentials(stored.header) };
    return this.work.run(async (tx) => {
      // The instant that decides on which side of the cutover it lies.
      const now = this.clock.now();
      const inboxes = await this.inboxes.byIds(tx, envelope.inboxIds);
      if (inboxes.length > 0) await this.write(tx, stored, read, envelope, inboxes, now);
      await beside(tx);
      return new Set(inboxes.map(({ id }) => id));
    });
  }

  private async write(
    tx: Tx,
    stored: Shape,
    read: Read,
    envelope: Envelope,
    inboxes: readonly KnownInbox[],
    now: Date,
  ): Promise<void> {
    const from = oneLine(envelope.from ?? returnPathOf(read.head) ?? read.essentials.from?.address ?? '').slice(0, 320);
    const { messageId } = read.essentials;
    const isOwnMail = messageId !== null && (await this.mail.isOwn(tx, messageId));
    const mailId = await this.mailOf(tx, stored, read, { ...envelope, from }, isOwnMail, now);
    const arrivedAt = envelope.arrivedAt ?? now;
    const isAfter = isAfterCutover(arrivedAt, this.config.cutoverAt);
    const because = isAfter ? (isOwnMail ? 'own-mail' : null) : 'before-cutover';
    const sender = (read.essentials.from?.address ?? from).toLowerCase();
    let isNew = false;
    for (const { id: inboxId, unitId } of inboxes) {
      const made = await tx.first<{ id: string }>(
        `insert into arrived_mail (id, mail_id, unit_id, arrived_at, side, state, kept_because, sender) values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (unit_id, mail_id) do nothing returning id`,
        [
          randomUUID(),
          mailId,
          unitId,
          arrivedAt,
          isAfter ? 'after' : 'before',
          because ? 'kept' : 'waiting',
          because,
          sender,
        ],
      );
      isNew ||= made !== null;
      await tx.run(
        `insert into arrived_mail_inbox (arrived_id, inbox_id, at) select id, $3, $4 from arrived_mail where unit_id = $1 and mail_id = $2
         on conflict do nothing`,
        [unitId, mailId, inboxId, arrivedAt],
      );
    }
    if (isNew) await this.jobs.enqueue(tx, FOLLOW_UP, { mailId }, { key: `mail-gateway:${mailId}` });
  }

  /** The row of the mail: the one there is, or a new one. Two that come at once wait for each other at its key. */
  private async mailOf(
    tx: Tx,
    stored: Shape,
    { head, essentials }: Read,
    envelope: Envelope & { readonly from: string },
    isOwnMail: boolean,
    now: Date,
  ): Promise<string> {
    const known = `select id from received_mail where content_key = $1`;
    const found = await tx.first<{ id: string }>(known, [stored.contentKey]);
    if (found) return found.id;
    await this.derived.record(tx, [stored]);
    const { from, isTrusted } = envelope;
    const authentication = authenticationOf(head, {
      isTrusted,
      authservId: this.config.get('MAIL_GATEWAY_AUTHSERV_ID'),
    });
    const isSpam = isMarkedSpam(head, isTrusted);
    const isOwnAddress = from !== '' && (this.isOwn(from) || (await this.inboxes.byAddress(tx, from)) !== null);
    const silent = noReplyBecause({ envelopeFrom: from, head, isSpam, authentication, isOwnAddress, isOwnMail });
    const made = await tx.first<{ id: string }>(
      `insert into received_mail (id, content_key, sha256, size, message_id, envelope_from, from_name, from_address, subject, sent_at, stored_at,
         came_by, peer, authentication, is_spam, is_automatic, thread, no_reply_because)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) on conflict (content_key) do nothing returning id`,
      [
        randomUUID(),
        stored.contentKey,
        stored.sha256,
        stored.size,
        essentials.messageId,
        from,
        essentials.from?.name ?? '',
        essentials.from?.address ?? '',
        essentials.subject,
        essentials.sentAt,
        now,
        envelope.cameBy,
        envelope.peer,
        authentication === null ? null : JSON.stringify(authentication),
        isSpam,
        automaticBecause(head, from) !== null,
        threadOf(head, essentials.messageId),
        silent,
      ],
    );
    const row = made ?? (await tx.first<{ id: string }>(known, [stored.contentKey]));
    if (!row) throw new Error('a mail just written is gone');
    return row.id;
  }

  private isOwn(address: string): boolean {
    return parseMailbox(this.config.get('MAIL_FROM'))?.address.toLowerCase() === address.toLowerCase();
  }
}

/** What the provider has written down of the envelope (RFC 5321 4.4); null when it has not. */
function returnPathOf(head: readonly HeaderLine[]): string | null {
  const path = head.find(({ name }) => name === 'return-path');
  return path === undefined ? null : path.value.replace(/^\s*<?|>?\s*$/g, '');
}
