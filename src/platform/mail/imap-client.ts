import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import { Injectable } from '@nestjs/common';
import type { ImapFlow, ImapFlowOptions } from 'imapflow';
import { Config, listOf } from '../config/config.ts';
import { isAddress, isAllowedAddress, isExempt, type Exceptions } from '../outlet/address.policy.ts';
import { NameResolver } from '../outlet/name-resolver.ts';
import { inTime, noteSilence, PATIENCE, type Patience } from './imap-patience.ts';
import type { ImapTrouble } from './imap-trouble.policy.ts';

/** Where an inbox is kept, and who signs in. */
export interface ImapAccess {
  readonly host: string;
  readonly port: number;
  readonly security: 'tls' | 'starttls' | 'none';
  readonly user: string;
  readonly password: string;
}

/** The way to the server is refused by us, before anything is said to it. */
export class ImapRefused extends Error {
  constructor(
    readonly trouble: ImapTrouble,
    options?: ErrorOptions,
  ) {
    super(trouble, options);
  }
}

/** Mails above this come in pieces; whatever a server sends in one is no larger. */
const MAX_LITERAL = 16 * 1024 * 1024;
const IMAP_PORTS = new Set([143, 993]);
const LOWEST_FREE_PORT = 1024;

/**
 * The only way to IMAP servers. Administrators name the hosts, so they are judged like those of webhooks: what a name resolves to is
 * judged and then connected to, by its address, so that a name that changes its mind is of no use. Certificates are always verified;
 * without TLS only inside the networks the operator names.
 */
@Injectable()
export class ImapClients {
  readonly #exceptions: Exceptions;
  /** A test has less. */
  readonly patience: Patience = { ...PATIENCE };
  /** PEM; null: those Node trusts by itself. */
  readonly #authorities: readonly string[] | null;

  /** @throws when the file of own authorities cannot be read or holds no certificate */
  constructor(
    config: Config,
    private readonly names: NameResolver,
  ) {
    this.#exceptions = {
      hosts: listOf(config.get('LEGACY_IMAP_ALLOWED_HOSTS')).map((host) => host.toLowerCase()),
      networks: listOf(config.get('LEGACY_IMAP_ALLOWED_NETWORKS')),
    };
    const file = config.get('LEGACY_IMAP_CA');
    this.#authorities = file === null ? null : [...rootCertificates, ...authoritiesIn(file)];
  }

  /** Signed in. The caller closes it. @throws ImapRefused, and the client's errors, see `imapTroubleOf` */
  async open(access: ImapAccess): Promise<ImapFlow> {
    const options = await this.optionsFor(access);
    // Loaded at first use: a service without old inboxes never needs it.
    const { ImapFlow: Client } = await import('imapflow');
    const client = new Client(options);
    // A line that breaks between two commands is told here and nowhere else; the next command fails of it.
    client.on('error', ({ code }: { readonly code?: string }) => {
      if (code === 'ETIMEOUT') noteSilence(client);
    });
    try {
      await inTime(client, this.patience, 0, () => client.connect());
      return client;
    } catch (error) {
      client.close();
      throw error;
    }
  }

  private async optionsFor({ port, security, user, password, ...access }: ImapAccess): Promise<ImapFlowOptions> {
    const host = access.host.toLowerCase().replace(/\.$/, '');
    if (!IMAP_PORTS.has(port) && port < LOWEST_FREE_PORT) throw new ImapRefused('address-refused');
    const { ip, isInside } = await this.addressOf(host);
    if (security === 'none' && !isInside) throw new ImapRefused('tls-refused');
    return {
      host: ip,
      port,
      secure: security === 'tls',
      doSTARTTLS: security === 'starttls',
      // Node sends no name for an address, but the certificate is still held against it.
      ...(!isAddress(host) && { servername: host }),
      tls: {
        minVersion: 'TLSv1.2',
        rejectUnauthorized: true,
        ...(this.#authorities && { ca: [...this.#authorities] }),
      },
      auth: { user, pass: password },
      clientInfo: { name: 'gnvb' },
      logger: false,
      disableAutoIdle: true,
      connectionTimeout: this.patience.connectMs,
      greetingTimeout: this.patience.connectMs,
      socketTimeout: this.patience.silentMs,
      maxLiteralSize: MAX_LITERAL,
      maxLineLength: MAX_LITERAL,
    };
  }

  /** One bad address among good ones is somebody trying. */
  private async addressOf(host: string): Promise<{ readonly ip: string; readonly isInside: boolean }> {
    const found = await this.names.resolve(host).catch(() => []);
    const [first] = found;
    if (!first) throw new ImapRefused('name-unknown');
    const isNamed = isExempt(host, this.#exceptions);
    if (!isNamed && !found.every(({ address }) => isAllowedAddress(address, this.#exceptions)))
      throw new ImapRefused('address-refused');
    const isPublic = found.every(({ address }) => isAllowedAddress(address, { hosts: [], networks: [] }));
    return { ip: first.address, isInside: isNamed || !isPublic };
  }
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

function authoritiesIn(file: string): string[] {
  try {
    const found = readFileSync(file, 'utf8').match(CERTIFICATE) ?? [];
    if (found.length === 0) throw new Error('no certificate in it');
    for (const one of found) void new X509Certificate(one);
    return found;
  } catch (error) {
    throw new Error(`LEGACY_IMAP_CA: ${file} is no file of certificates (PEM): ${String(error)}`, { cause: error });
  }
}
