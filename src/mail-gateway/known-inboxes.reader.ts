import { Injectable } from '@nestjs/common';
import type { Queries } from '../platform/database/tx.ts';
import { parseMailAddress } from '../platform/mail/mail-address.ts';

/** An old inbox as the gateway needs it. */
export interface KnownInbox {
  readonly id: string;
  readonly unitId: string;
  readonly address: string;
}

/** Which addresses are old inboxes. In whatever state they are: a retired one is written to all the same. */
@Injectable()
export class KnownInboxes {
  async byAddress(queries: Queries, address: string): Promise<KnownInbox | null> {
    const known = parseMailAddress(address)?.toLowerCase();
    if (known === undefined) return null;
    return queries.first<KnownInbox & Record<string, unknown>>(
      `select id, unit_id as "unitId", address from legacy_inbox where address = $1`,
      [known],
    );
  }

  /** In the order of their units, in which mails are written. */
  byIds(queries: Queries, ids: readonly string[]): Promise<KnownInbox[]> {
    return queries.rows<KnownInbox & Record<string, unknown>>(
      `select id, unit_id as "unitId", address from legacy_inbox where id = any($1::uuid[]) order by unit_id, id`,
      [ids],
    );
  }
}
