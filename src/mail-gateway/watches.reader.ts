import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Database } from '../platform/database/database.ts';
import { decodeCursor, toPage, type Page } from '../platform/http/keyset.ts';
import type { PageQuery } from '../platform/http/page.dto.ts';
import type { InboxWatchWire } from './watches.wire.ts';

interface Row extends Omit<InboxWatchWire, 'checkedAt' | 'nextAt'> {
  readonly checkedAt: Date | null;
  readonly nextAt: Date;
}

/** How it goes with the inboxes at a provider, of the units the caller administers and below. */
@Injectable()
export class WatchesReader {
  constructor(private readonly database: Database) {}

  /** By address. */
  async list(caller: Principal, query: PageQuery): Promise<Page<InboxWatchWire>> {
    const after = query.after ? decodeCursor(query.after, ['text'])[0] : '';
    const rows = await this.database.rows<Row & Record<string, unknown>>(
      `with recursive below as (select unnest($1::uuid[]) as id union select u.id from unit u join below b on u.parent_id = b.id)
       select w.inbox_id as id, i.unit_id as "unitId", i.address, w.state, w.problem, w.failures, w.checked_at as "checkedAt", w.next_at as "nextAt"
       from inbox_watch w join legacy_inbox i on i.id = w.inbox_id where i.unit_id in (select id from below) and i.address > $2
       order by i.address limit $3`,
      [caller.unitIds(['admin']), after, query.limit + 1],
    );
    return toPage(
      rows,
      query.limit,
      ({ address }) => [address],
      (row) => ({ ...row, checkedAt: row.checkedAt?.toISOString() ?? null, nextAt: row.nextAt.toISOString() }),
    );
  }
}
