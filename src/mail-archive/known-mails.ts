import type { Queries } from '../platform/database/tx.ts';
import type { KnownMail, Read } from './archive.plan.ts';

/** Those of the mails that the inbox has already. */
export async function knownAmong(queries: Queries, inboxId: string, reads: readonly Read[]): Promise<KnownMail[]> {
  const keys = [...new Set(reads.flatMap(({ mail }) => mail?.contentKey ?? []))];
  return queries.rows<KnownMail>(
    `select id, content_key as "contentKey", sha256 from archived_mail where inbox_id = $1 and content_key = any($2)`,
    [inboxId, keys],
  );
}
