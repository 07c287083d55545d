import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Queries, Tx } from '../platform/database/tx.ts';
import { InboxEvents } from './inbox-events.ts';
import { InboxSecrets } from './inbox-secrets.ts';
import type { LegacyInbox } from './legacy-inbox.entity.ts';

/** An inbox as lists know it. Its password is there for comparing and goes nowhere else. */
export type ListedInbox = Pick<
  LegacyInbox,
  'id' | 'unitId' | 'address' | 'owner' | 'note' | 'imapHost' | 'imapPort' | 'imapSecurity' | 'imapUser' | 'closedAt'
> & { readonly unitCode: string; readonly password: string | null };

/** An inbox as it shall be. */
export type WantedInbox = Omit<ListedInbox, 'closedAt' | 'unitCode'>;

type Stored = Omit<ListedInbox, 'password' | 'unitCode'> & { readonly sealed: Buffer | null } & Pick<
    LegacyInbox,
    'state' | 'version'
  >;

const COLUMNS = `i.id, i.unit_id as "unitId", i.address, i.owner, i.note, i.imap_host as "imapHost", i.imap_port as "imapPort",
  i.imap_security as "imapSecurity", i.imap_user as "imapUser", i.closed_at as "closedAt", i.imap_secret as sealed, i.state, i.version`;

const WRITE = `update legacy_inbox set owner = $2, note = $3, imap_host = $4, imap_port = $5, imap_security = $6, imap_user = $7, imap_secret = $8
  where id = $1`;

/** Many inboxes at once, for the room that reads tables. Who may is asked there. */
@Injectable()
export class InboxListing {
  constructor(
    private readonly clock: Clock,
    private readonly secrets: InboxSecrets,
    private readonly events: InboxEvents,
  ) {}

  /** Those with these addresses, wherever they are; in one query. */
  async byAddresses(queries: Queries, addresses: readonly string[], lock = false): Promise<ListedInbox[]> {
    const rows = await queries.rows<Stored & { unitCode: string }>(
      `select ${COLUMNS}, u.code as "unitCode" from legacy_inbox i join unit u on u.id = i.unit_id
       where i.address = any($1::text[]) order by i.address ${lock ? 'for update of i' : ''}`,
      [addresses],
    );
    return rows.map(({ sealed, ...row }) => ({ ...row, password: sealed && this.secrets.open(row.id, sealed) }));
  }

  /** Those of the unit and everything below it, with the unit's code. */
  async within(queries: Queries, rootId: string): Promise<Omit<ListedInbox, 'password'>[]> {
    const rows = await queries.rows<Stored & { unitCode: string }>(
      `with recursive reach as (select $1::uuid as id union select u.id from unit u join reach on u.parent_id = reach.id)
       select ${COLUMNS}, u.code as "unitCode" from legacy_inbox i join unit u on u.id = i.unit_id
       where i.unit_id in (select id from reach) order by i.address`,
      [rootId],
    );
    return rows.map(({ sealed: _, ...row }) => row);
  }

  /** Lists inboxes, in the order of their addresses. @returns those somebody else listed in this very moment, by address */
  async createMany(tx: Tx, inboxes: readonly WantedInbox[], by: Principal): Promise<string[]> {
    const taken: string[] = [];
    for (const inbox of inboxes.toSorted((a, b) => (a.address < b.address ? -1 : 1))) {
      const made = await tx.first<Stored>(
        `insert into legacy_inbox as i (id, unit_id, address, state_since, created_at) values ($1, $2, $3, $4, $4) on conflict (address) do nothing
         returning ${COLUMNS}`,
        [inbox.id, inbox.unitId, inbox.address, this.clock.now()],
      );
      if (!made) {
        taken.push(inbox.address);
        continue;
      }
      await this.write(tx, inbox);
      await this.events.write(tx, made, by, { act: 'listing', to: made.state, detail: { imported: true } }, true);
    }
    return taken;
  }

  /** Changes inboxes whose rows are locked; a password that is not wanted any more is forgotten. */
  async changeMany(
    tx: Tx,
    changes: readonly { readonly inbox: WantedInbox; readonly fields: readonly string[] }[],
    by: Principal,
  ): Promise<void> {
    for (const { inbox, fields } of changes) {
      const held = await tx.first<Stored>(`select ${COLUMNS} from legacy_inbox i where i.id = $1 for update`, [
        inbox.id,
      ]);
      if (!held) throw new Error('an inbox that was locked is gone');
      await this.write(tx, inbox);
      await this.events.write(tx, held, by, { act: 'change', to: held.state, detail: { imported: true, fields } });
    }
  }

  private async write(tx: Tx, inbox: WantedInbox): Promise<void> {
    const { id, owner, note, imapHost, imapPort, imapSecurity, imapUser, password } = inbox;
    const sealed = password === null ? null : this.secrets.seal(id, password);
    await tx.run(WRITE, [id, owner, note, imapHost, imapPort, imapSecurity, imapUser, sealed]);
  }
}
