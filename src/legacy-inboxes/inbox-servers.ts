import { Injectable } from '@nestjs/common';
import type { ImapFlow } from 'imapflow';
import { Database } from '../platform/database/database.ts';
import { ImapClients, ImapRefused, type ImapAccess } from '../platform/mail/imap-client.ts';
import type { Patience } from '../platform/mail/imap-patience.ts';
import { InboxSecrets } from './inbox-secrets.ts';

/** Signs in at the servers of old inboxes, for the rooms that read there. */
@Injectable()
export class InboxServers {
  constructor(
    private readonly clients: ImapClients,
    private readonly database: Database,
    private readonly secrets: InboxSecrets,
  ) {}

  /** How long whoever opened one may wait for its answers. */
  get patience(): Patience {
    return this.clients.patience;
  }

  /** The caller closes it. @throws ImapRefused, and the client's errors, see `imapTroubleOf` */
  async open(inboxId: string): Promise<ImapFlow> {
    const row = await this.database.first<Omit<ImapAccess, 'host' | 'password'> & { host: string | null }>(
      `select imap_host as host, imap_port as port, imap_security as security, coalesce(imap_user, address) as user from legacy_inbox where id = $1`,
      [inboxId],
    );
    if (!row || row.host === null) throw new ImapRefused('no-imap');
    const password = await this.secrets.of(this.database, inboxId);
    if (password === null) throw new ImapRefused('no-password');
    return this.clients.open({ ...row, host: row.host, password });
  }
}
