import { Injectable } from '@nestjs/common';
import type { ImapFlow } from 'imapflow';
import { InboxSecrets } from '../legacy-inboxes/inbox-secrets.ts';
import type { ImapSecurity } from '../legacy-inboxes/legacy-inbox.kinds.ts';
import { Config, listOf } from '../platform/config/config.ts';
import { Database } from '../platform/database/database.ts';
import { isAddress, isAllowedAddress, isExempt, type Exceptions } from '../platform/outlet/address.policy.ts';
import { NameResolver } from '../platform/outlet/name-resolver.ts';
import { MailStop, problemOf } from './mail-stop.ts';

const CONNECT_MS = 10_000;
const SILENT_MS = 60_000;
/** Mails above this come in pieces; whatever a server sends in one is no larger. */
const MAX_LITERAL = 16 * 1024 * 1024;
const IMAP_PORTS = new Set([143, 993]);
const LOWEST_FREE_PORT = 1024;

interface Server {
  readonly host: string;
  readonly port: number;
  readonly security: ImapSecurity;
  readonly user: string | null;
  readonly address: string;
}

/**
 * The only way to the servers of old inboxes. Administrators name the hosts, so they are judged like those of webhooks: what a name
 * resolves to is judged and then connected to, by its address, so that a name that changes its mind is of no use. Certificates are always
 * verified; without TLS only inside the networks the operator names.
 */
@Injectable()
export class ImapWay {
  readonly #exceptions: Exceptions;

  constructor(
    config: Config,
    private readonly names: NameResolver,
    private readonly database: Database,
    private readonly secrets: InboxSecrets,
  ) {
    this.#exceptions = {
      hosts: listOf(config.get('LEGACY_IMAP_ALLOWED_HOSTS')).map((host) => host.toLowerCase()),
      networks: listOf(config.get('LEGACY_IMAP_ALLOWED_NETWORKS')),
    };
  }

  /** Signed in. The caller closes it. @throws MailStop */
  async open(inboxId: string): Promise<ImapFlow> {
    const server = await this.serverOf(inboxId);
    const password = await this.secrets.of(this.database, inboxId);
    if (password === null) throw new MailStop('no-password');
    // Loaded at first use: a service without old inboxes never needs it.
    const { ImapFlow: Client } = await import('imapflow');
    const client = new Client(await this.optionsFor(server, password));
    // A line that breaks between two commands is told here and nowhere else; the next command fails of it.
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      client.close();
      throw new MailStop(problemOf(error), { cause: error });
    }
  }

  private async serverOf(inboxId: string): Promise<Server> {
    const row = await this.database.first<{ host: string | null } & Omit<Server, 'host'>>(
      `select imap_host as host, imap_port as port, imap_security as security, imap_user as user, address from legacy_inbox where id = $1`,
      [inboxId],
    );
    if (!row || row.host === null) throw new MailStop('no-imap');
    return { ...row, host: row.host.toLowerCase().replace(/\.$/, '') };
  }

  private async optionsFor({ host, port, security, user, address }: Server, password: string) {
    if (!IMAP_PORTS.has(port) && port < LOWEST_FREE_PORT) throw new MailStop('address-refused');
    const { ip, isInside } = await this.addressOf(host);
    if (security === 'none' && !isInside) throw new MailStop('tls-refused');
    return {
      host: ip,
      port,
      secure: security === 'tls',
      doSTARTTLS: security === 'starttls',
      // Node sends no name for an address, but the certificate is still held against it.
      ...(!isAddress(host) && { servername: host }),
      tls: { minVersion: 'TLSv1.2' as const, rejectUnauthorized: true },
      auth: { user: user ?? address, pass: password },
      clientInfo: { name: 'gnvb' },
      logger: false as const,
      disableAutoIdle: true,
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      socketTimeout: SILENT_MS,
      maxLiteralSize: MAX_LITERAL,
      maxLineLength: MAX_LITERAL,
    };
  }

  /** One bad address among good ones is somebody trying. */
  private async addressOf(host: string): Promise<{ readonly ip: string; readonly isInside: boolean }> {
    const found = await this.names.resolve(host).catch(() => []);
    const [first] = found;
    if (!first) throw new MailStop('name-unknown');
    const isNamed = isExempt(host, this.#exceptions);
    if (!isNamed && !found.every(({ address }) => isAllowedAddress(address, this.#exceptions)))
      throw new MailStop('address-refused');
    const isPublic = found.every(({ address }) => isAllowedAddress(address, { hosts: [], networks: [] }));
    return { ip: first.address, isInside: isNamed || !isPublic };
  }
}
