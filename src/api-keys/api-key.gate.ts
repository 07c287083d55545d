import { Injectable } from '@nestjs/common';
import { heldPosts } from '../accounts/held-posts.ts';
import { ACCESS } from '../platform/access/access.errors.ts';
import { KeyGate } from '../platform/access/key-gate.ts';
import { Principal, type HeldPost } from '../platform/access/principal.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import { CallLimiter } from './call-limiter.ts';
import { digestOf, looksLikeKey } from './key-secret.ts';
import { opens } from './scopes.policy.ts';

interface Row {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly scopes: string[];
  readonly accountId: string;
  readonly displayName: string;
  readonly posts: HeldPost[];
  readonly noteUse: boolean;
}

/** Asked on every call, so that a key revoked, run out or of a locked machine is refused by the next one. */
const FIND = `select k.id, k.scopes, a.id as "accountId", a.display_name as "displayName", (${heldPosts('a.id')}) as posts,
    k.last_used_at is null or k.last_used_at <= $1::timestamptz - interval '1 minute' as "noteUse"
  from api_key k join account a on a.id = k.account_id
  where k.digest = $2 and k.revoked_at is null and k.expires_at > $1 and a.status = 'active' and a.kind = 'machine'`;

/** Written when a minute has passed, not on every call; of two calls at once one writes. */
const NOTE_USE = `update api_key set last_used_at = $2
  where id = $1 and (last_used_at is null or last_used_at <= $2::timestamptz - interval '1 minute')`;

/** Lets programs in by their key, and only to what its scopes open. */
@Injectable()
export class ApiKeyGate extends KeyGate {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly limiter: CallLimiter,
  ) {
    super();
  }

  async admit(key: string, routeId: string, address: string): Promise<Principal> {
    const now = this.clock.now();
    const row = looksLikeKey(key) ? await this.database.first<Row>(FIND, [now, digestOf(key)]) : null;
    if (!row) throw ACCESS.keyRefused();
    const seconds = this.limiter.take(row.id);
    if (seconds > 0) throw ACCESS.tooManyCalls({ limit: this.limiter.limit, seconds }, [], seconds);
    if (row.noteUse) await this.database.run(NOTE_USE, [row.id, now]);
    if (!opens(row.scopes, routeId)) throw ACCESS.scopeNeeded();
    const { id, scopes, accountId, displayName, posts } = row;
    // No session stands behind it; the key's own id takes its place, and no route that asks for a session is open to keys.
    return new Principal(accountId, displayName, id, posts, address, { id, scopes });
  }
}
