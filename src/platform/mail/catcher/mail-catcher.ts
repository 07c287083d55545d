import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Logger } from 'pino';
import type { SMTPServer, SMTPServerDataStream, SMTPServerSession } from 'smtp-server';
import { Clock } from '../../clock/clock.ts';
import { Config } from '../../config/config.ts';
import { REQUEST } from '../../errors/request.errors.ts';
import { LOGGER } from '../../log/logger.ts';
import type { CaughtMailWire } from './caught-mail.wire.ts';

/** How many are kept, in memory without attachments and on disk whole. */
const KEPT = 200;
const MAX_BYTES = 32 * 1024 * 1024;
const MAX_TEXT = 100_000;

/** A mail server for development: takes every mail, delivers none. */
@Injectable()
export class MailCatcher implements OnApplicationShutdown {
  readonly #folder: string;
  readonly #caught: CaughtMailWire[] = [];
  #count = 0;
  #server: SMTPServer | null = null;
  #url: Promise<string> | null = null;

  constructor(
    config: Config,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly log: Logger,
  ) {
    this.#folder = join(config.get('DATA_DIR'), 'mail');
  }

  /** Where it listens, on a free port of 127.0.0.1; it starts when the first mail is to be sent. */
  url(): Promise<string> {
    this.#url ??= this.open().catch((error: unknown) => {
      this.#url = null;
      throw error;
    });
    return this.#url;
  }

  /** Newest first. */
  list(): CaughtMailWire[] {
    return this.#caught.toReversed();
  }

  /** @throws request.not-found */
  get(n: string): CaughtMailWire {
    const mail = this.#caught.find((caught) => String(caught.n) === n);
    if (!mail) throw REQUEST.notFound();
    return mail;
  }

  async onApplicationShutdown(): Promise<void> {
    await new Promise<void>((resolve) => (this.#server ? this.#server.close(() => resolve()) : resolve()));
  }

  private async open(): Promise<string> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const library = await import('smtp-server');
    const server = new library.SMTPServer({
      size: MAX_BYTES,
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      closeTimeout: 1000,
      onData: (stream, session, done) => void this.answer(stream, session, done),
    });
    server.on('error', (error) => this.log.warn({ err: error }, 'the mail catcher stumbled'));
    await new Promise<void>((resolve, reject) => {
      server.server.once('error', reject);
      server.listen(0, '127.0.0.1', () => resolve());
    });
    this.#server = server;
    const { port } = server.server.address() as AddressInfo;
    this.log.info({ port }, 'mails are caught, not sent: see /dev/mail');
    return `smtp://127.0.0.1:${port}`;
  }

  private async answer(
    stream: SMTPServerDataStream,
    session: SMTPServerSession,
    done: (error?: Error) => void,
  ): Promise<void> {
    try {
      await this.take(stream, session);
    } catch (error) {
      return done(error as Error);
    }
    return done();
  }

  private async take(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
    const raw = await readAll(stream);
    if (stream.sizeExceeded) throw Object.assign(new Error('message is too big'), { responseCode: 552 });
    const { simpleParser } = await import('mailparser');
    const parsed = await simpleParser(raw, { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true });
    const { mailFrom, rcptTo } = session.envelope;
    const mail = {
      n: ++this.#count,
      at: this.clock.now().toISOString(),
      from: mailFrom ? mailFrom.address : '',
      to: rcptTo.map((recipient) => recipient.address),
      subject: parsed.subject ?? '',
      messageId: parsed.messageId ?? '',
      text: (parsed.text ?? '').slice(0, MAX_TEXT),
      attachmentNames: parsed.attachments.map((file) => file.filename ?? '?'),
      headers: parsed.headerLines.map(({ line }) => line),
    };
    await this.keep(raw, mail);
  }

  private async keep(raw: Buffer, mail: CaughtMailWire): Promise<void> {
    const name = `${mail.at.replaceAll(':', '-')}-${String(mail.n).padStart(6, '0')}.eml`;
    await writeFile(join(this.#folder, name), raw, { mode: 0o600 });
    const files = (await readdir(this.#folder)).filter((file) => file.endsWith('.eml')).toSorted();
    await Promise.all(files.slice(0, -KEPT).map((file) => rm(join(this.#folder, file), { force: true })));
    this.#caught.push(mail);
    if (this.#caught.length > KEPT) this.#caught.shift();
  }
}

/** The whole stream must be read, also when it is too big; only then is it thrown away. */
async function readAll(stream: Readable): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of stream as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes <= MAX_BYTES) parts.push(part);
  }
  return Buffer.concat(parts);
}
