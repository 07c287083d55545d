import { Inject, Injectable } from '@nestjs/common';
import { Config } from '../config/config.ts';
import type { MailAttachment } from './mail-attachments.ts';
import { parseMailbox, type Mailbox } from './mail-address.ts';
import type { MailPart } from './outgoing-mail.ts';

/** Injection token of a `MailServer`. */
export const MAIL_SERVER = Symbol('mail server');

/** Gives the SMTP URL of the server mails are handed to; null: there is none, mails stay queued. */
export type MailServer = (() => Promise<string>) | null;

/** A mail as it goes out. */
export interface Sendable {
  readonly messageId: string;
  readonly date: Date;
  readonly to: Mailbox;
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
  readonly attachments: readonly MailAttachment[];
  readonly unsubscribeUrl: string | null;
  /** The mail it answers by itself; null: none. */
  readonly answers: { readonly messageId: string; readonly thread: string } | null;
  readonly parts: readonly MailPart[];
}

const CONNECT_MS = 10_000;
const SILENCE_MS = 30_000;
/** For a whole mail: a server that drips one byte at a time is never silent. */
const WHOLE_MS = 10 * 60_000;
/** A connection that failed this slowly is not tried again for a moment, or a black hole would take every worker 10 s per mail. */
const SLOW_MS = 3000;
const REST_MS = 5000;

/** Hands letters to the mail server, each over its own connection. */
@Injectable()
export class MailTransport {
  readonly #from: Mailbox;
  #restUntil = 0;

  constructor(
    config: Config,
    @Inject(MAIL_SERVER) private readonly server: MailServer,
  ) {
    const from = parseMailbox(config.get('MAIL_FROM'));
    if (!from) throw new Error('MAIL_FROM must be one address, or: Name <address>');
    this.#from = from;
  }

  get hasServer(): boolean {
    return this.server !== null;
  }

  /**
   * @returns the server's answer to the whole message
   * @throws nodemailer's error, see `describeFailure`
   */
  async send(letter: Sendable, signal: AbortSignal): Promise<string> {
    if (!this.server) throw new Error('no mail server is set');
    if (performance.now() < this.#restUntil) throw new Error('the mail server did not answer a moment ago');
    const begun = performance.now();
    try {
      const { createTransport } = await import('nodemailer');
      const transport = createTransport(connectionTo(await this.server()));
      const info = await transport.sendMail({
        ...this.compose(letter),
        signal: AbortSignal.any([signal, AbortSignal.timeout(WHOLE_MS)]),
      });
      return info.response;
    } catch (error) {
      if ((error as { command?: unknown }).command === 'CONN' && performance.now() - begun > SLOW_MS)
        this.#restUntil = performance.now() + REST_MS;
      throw error;
    }
  }

  /** Addresses go as objects: in texts nodemailer looks for further addresses. */
  private compose(letter: Sendable) {
    return {
      // An answer to an answer would be the beginning of a loop: it is sent from nobody (RFC 3834 3.3).
      envelope: { from: letter.answers ? '' : this.#from.address, to: [letter.to.address] },
      from: { ...this.#from },
      to: { ...letter.to },
      subject: letter.subject,
      text: letter.text,
      html: letter.html ?? undefined,
      messageId: letter.messageId,
      date: letter.date,
      ...(letter.answers?.messageId && { inReplyTo: letter.answers.messageId, references: letter.answers.thread }),
      headers: {
        'Auto-Submitted': letter.answers ? 'auto-replied' : 'auto-generated',
        'X-Auto-Response-Suppress': 'All',
        ...unsubscribing(letter),
      },
      attachments: [...letter.attachments.map((file) => ({ ...file })), ...filesOf(letter.parts)],
      icalEvent: calendarOf(letter.parts),
      disableFileAccess: true,
      disableUrlAccess: true,
    };
  }
}

const filesOf = (parts: readonly MailPart[]) =>
  parts
    .filter(({ method }) => method === null)
    .map(({ filename, contentType, base64 }) => ({ filename, contentType, content: Buffer.from(base64, 'base64') }));

function calendarOf(parts: readonly MailPart[]) {
  const event = parts.find(({ method }) => method !== null);
  if (!event?.method) return undefined;
  return { method: event.method, filename: event.filename, content: Buffer.from(event.base64, 'base64').toString() };
}

/** One press in the reader's own program is enough (RFC 8058); a link alone would be followed by scanners. */
function unsubscribing({ unsubscribeUrl }: Sendable): Record<string, string> {
  if (unsubscribeUrl === null) return {};
  return { 'List-Unsubscribe': `<${unsubscribeUrl}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
}

/** nodemailer waits 2, 0.5 and 10 minutes unless told otherwise. Options in the URL's query go before these. */
function connectionTo(url: string) {
  const { username, hostname } = new URL(url);
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return {
    url,
    connectionTimeout: CONNECT_MS,
    dnsTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    // A password never goes over the line in the clear.
    requireTLS: username !== '' && !isLocal,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
