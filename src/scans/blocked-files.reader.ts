import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Database } from '../platform/database/database.ts';

const COUNT_LIMIT = 100;

/** Files nobody can open, for administrators: a number, because what units send each other is not theirs to read. */
@Injectable()
export class BlockedFiles {
  constructor(private readonly database: Database) {}

  /** Up to 100, of the units the caller administers and below; begins with what scans found, which is little. */
  async count(caller: Principal): Promise<number> {
    const row = await this.database.first<{ count: number }>(
      `select count(*)::int as count from (select from blob_scan b join attachment a on a.sha256 = b.sha256
         where b.state in ('infected', 'unscannable') and exists (select from unnest($1::uuid[]) root where unit_within(a.unit_id, root))
           and not (b.state = 'unscannable' and exists (select from scan_release r where r.attachment_id = a.id)) limit ${COUNT_LIMIT}) few`,
      [caller.unitIds(['admin'])],
    );
    return row?.count ?? 0;
  }
}
