import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Logger } from 'pino';
import type {
  SMTPServer,
  SMTPServerDataResult,
  SMTPServerDataStream,
  SMTPServerOptions,
  SMTPServerSession,
} from 'smtp-server';
import { Config } from '../platform/config/config.ts';
import { LOGGER } from '../platform/log/logger.ts';
import { REPLIES, replyFor } from './smtp-replies.ts';
import { SmtpDesk, WHOLE_MAIL_MS } from './smtp-desk.ts';

const SILENCE_MS = 60_000;
/** Mails that are just coming in are waited for so long. */
const CLOSE_MS = 10_000;
const MB = 1024 * 1024;
const MOST_RECIPIENTS = 100;

/** Where the gateway listens. */
export interface GatewayPorts {
  readonly smtp: number | null;
  readonly lmtp: number | null;
}

/** The way in for mail to the old inboxes: SMTP, and LMTP for a mail server in front. Off unless a port is set. */
@Injectable()
export class MailGateway implements BeforeApplicationShutdown {
  readonly #servers: SMTPServer[] = [];

  constructor(
    private readonly desk: SmtpDesk,
    private readonly config: Config,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  /** Begins to listen; called once the service serves. @throws when a port is taken or the certificate cannot be read */
  async start(): Promise<GatewayPorts> {
    const smtp = await this.listen(this.config.get('MAIL_GATEWAY_PORT'), false);
    const lmtp = await this.listen(this.config.get('MAIL_GATEWAY_LMTP_PORT'), true);
    if (smtp !== null || lmtp !== null) this.log.info({ smtp, lmtp }, 'the mail gateway listens');
    return { smtp, lmtp };
  }

  /** Before the database goes: a mail that is being written is finished, or its sender tries again. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.#servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve()))));
  }

  private async listen(port: string | null, lmtp: boolean): Promise<number | null> {
    if (port === null) return null;
    const { SMTPServer } = await import('smtp-server');
    const server: SMTPServer = new SMTPServer({ ...(await this.options(lmtp)), ...this.handlers(lmtp, () => server) });
    server.on('error', (error: Error) => this.log.debug({ err: error }, 'a connection of the mail gateway broke'));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(Number(port), this.config.get('MAIL_GATEWAY_HOST'), () => {
        server.off('error', reject);
        resolve();
      });
    });
    this.#servers.push(server);
    return (server.server.address() as AddressInfo).port;
  }

  private async options(lmtp: boolean): Promise<SMTPServerOptions> {
    const [cert, key] = [this.config.get('MAIL_GATEWAY_TLS_CERT'), this.config.get('MAIL_GATEWAY_TLS_KEY')];
    const tls = cert !== null && key !== null ? { cert: await readFile(cert), key: await readFile(key) } : null;
    return {
      lmtp,
      name: new URL(this.config.publicUrl).hostname,
      banner: 'gnvb',
      size: this.config.get('MAIL_GATEWAY_MAX_MB') * MB,
      // Nobody signs in here: there is nothing to be had but the old inboxes.
      disabledCommands: tls === null ? ['AUTH', 'STARTTLS'] : ['AUTH'],
      authOptional: true,
      disableReverseLookup: true,
      maxClients: this.config.get('MAIL_GATEWAY_CLIENTS'),
      maxRecipients: MOST_RECIPIENTS,
      maxAllowedUnauthenticatedCommands: 1000,
      socketTimeout: SILENCE_MS,
      closeTimeout: CLOSE_MS,
      logger: false,
      ...tls,
    };
  }

  private handlers(lmtp: boolean, server: () => SMTPServer): SMTPServerOptions {
    const { desk } = this;
    return {
      onConnect: (session, done) => void answer(async () => desk.connect(session), done),
      onClose: (session) => desk.disconnect(session),
      onMailFrom: ({ address }, session, done) => void answer(() => desk.sender(address, session), done),
      onRcptTo: ({ address }, _session, done) => void answer(() => desk.recipient(address), done),
      onData: (stream, session, done) => void this.data(server(), lmtp, stream, session, done),
    };
  }

  private async data(
    server: SMTPServer,
    lmtp: boolean,
    stream: SMTPServerDataStream,
    session: SMTPServerSession,
    done: (error?: Error | null, message?: string | SMTPServerDataResult[]) => void,
  ): Promise<void> {
    const late = setTimeout(() => cut(server, session.id), WHOLE_MAIL_MS).unref();
    const { results, refusal } = await outcomeOf(this.desk.message(stream, session));
    clearTimeout(late);
    if (refusal) return done(refusal);
    if (lmtp)
      return done(
        null,
        results.map((result) => (result === true ? '2.0.0 Taken' : result)),
      );
    // One answer for all: an address that went away meanwhile is told when it is tried again.
    return results.every((result) => result === true) ? done(null, '2.0.0 Taken') : done(REPLIES.later());
  }
}

type Results = Awaited<ReturnType<SmtpDesk['message']>>;

async function outcomeOf(work: Promise<Results>): Promise<{ results: Results; refusal: Error | null }> {
  try {
    return { results: await work, refusal: null };
  } catch (error) {
    return { results: [], refusal: replyFor(error) };
  }
}

async function answer(work: () => Promise<void>, done: (error?: Error | null) => void): Promise<void> {
  let refusal: Error | null = null;
  try {
    await work();
  } catch (error) {
    refusal = replyFor(error);
  }
  done(refusal);
}

function cut(server: SMTPServer, id: string): void {
  for (const connection of server.connections) if (connection.id === id) connection.close();
}
