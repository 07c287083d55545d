import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server';
import { Config } from '../platform/config/config.ts';
import { listOf } from '../platform/config/config.ts';
import { Database } from '../platform/database/database.ts';
import { LOGGER } from '../platform/log/logger.ts';
import { Intake } from './intake.service.ts';
import { KnownInboxes } from './known-inboxes.reader.ts';
import { isWithin } from './networks.policy.ts';
import { SenderLimits } from './sender-limits.ts';
import { REPLIES, replyFor, SmtpReply } from './smtp-replies.ts';

const MB = 1024 * 1024;
/** For a whole mail: a sender that drips a byte at a time is never silent. */
export const WHOLE_MAIL_MS = 15 * 60_000;

/** Answers what SMTP and LMTP ask, command by command. It never relays: whoever is no old inbox is unknown here. */
@Injectable()
export class SmtpDesk {
  readonly #perAddress = new Map<string, number>();
  readonly #counted = new Map<string, string>();
  readonly #peers: readonly string[];
  readonly #trusted: readonly string[];

  constructor(
    private readonly intake: Intake,
    private readonly inboxes: KnownInboxes,
    private readonly limits: SenderLimits,
    private readonly database: Database,
    private readonly config: Config,
    @Inject(LOGGER) private readonly log: Logger,
  ) {
    this.#peers = listOf(config.get('MAIL_GATEWAY_PEERS'));
    this.#trusted = listOf(config.get('MAIL_GATEWAY_TRUSTED'));
  }

  /** @throws SmtpReply */
  connect({ id, remoteAddress }: SMTPServerSession): void {
    const isTrusted = this.isTrusted(remoteAddress);
    if (!isTrusted && this.#peers.length > 0 && !isWithin(remoteAddress, this.#peers)) throw REPLIES.notAllowed();
    const open = this.#perAddress.get(remoteAddress) ?? 0;
    if (!isTrusted && open >= Math.max(1, Math.ceil(this.config.get('MAIL_GATEWAY_CLIENTS') / 5)))
      throw REPLIES.tooManyConnections();
    this.#perAddress.set(remoteAddress, open + 1);
    this.#counted.set(id, remoteAddress);
  }

  disconnect({ id }: SMTPServerSession): void {
    const address = this.#counted.get(id);
    if (address === undefined) return;
    this.#counted.delete(id);
    const left = (this.#perAddress.get(address) ?? 1) - 1;
    if (left > 0) this.#perAddress.set(address, left);
    else this.#perAddress.delete(address);
  }

  /** @throws SmtpReply */
  async sender(address: string, { remoteAddress }: SMTPServerSession): Promise<void> {
    if (await this.asked(() => this.limits.isReached(address, remoteAddress))) throw REPLIES.tooOften();
  }

  /** @throws SmtpReply */
  async recipient(address: string): Promise<void> {
    if (!(await this.asked(() => this.inboxes.byAddress(this.database, address)))) throw REPLIES.unknown();
  }

  /** Takes the message in for all its recipients. @returns for each of them, in their order, whether they have it @throws SmtpReply */
  async message(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<readonly (true | SmtpReply)[]> {
    const { mailFrom, rcptTo } = session.envelope;
    try {
      const inboxes = await Promise.all(rcptTo.map(({ address }) => this.inboxes.byAddress(this.database, address)));
      const taken = await this.intake.take(
        stream,
        {
          from: mailFrom === false ? '' : mailFrom.address,
          inboxIds: inboxes.flatMap((inbox) => inbox?.id ?? []),
          cameBy: 'gateway',
          peer: session.remoteAddress,
          isTrusted: this.isTrusted(session.remoteAddress),
          arrivedAt: null,
          mostBytes: this.config.get('MAIL_GATEWAY_MAX_MB') * MB,
        },
        AbortSignal.timeout(WHOLE_MAIL_MS),
      );
      return inboxes.map((inbox) => (inbox && taken.has(inbox.id) ? true : REPLIES.unknown()));
    } catch (error) {
      const reply = replyFor(error);
      this.log.warn(
        { peer: session.remoteAddress, code: reply.responseCode, ...causeOf(error, reply) },
        'a mail was not taken',
      );
      throw reply;
    }
  }

  private isTrusted(address: string): boolean {
    return isWithin(address, this.#trusted);
  }

  /** What the database cannot be asked now can be asked later. */
  private async asked<T>(ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      this.log.warn({ err: error }, 'the mail gateway could not ask the database');
      throw REPLIES.later();
    }
  }
}

/** What is the mail's own fault needs no stack. */
const causeOf = (error: unknown, { responseCode }: SmtpReply) => (responseCode === 451 ? { err: error } : {});
