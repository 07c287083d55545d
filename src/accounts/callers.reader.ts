import { Injectable } from '@nestjs/common';
import { Principal, type HeldPost } from '../platform/access/principal.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import { Collector } from '../platform/database/collector.ts';
import { Database } from '../platform/database/database.ts';
import type { AccessClaims } from './access-claims.policy.ts';
import { heldPosts } from './held-posts.ts';
import { RESTRICTIONS, restrictionOf, type RestrictionName } from './session-restriction.ts';

/**
 * The one query of every signed-in request: what was revoked, locked or ended a moment ago holds already. The sessions are wrapped so
 * that the planner cannot count them: for a single one it would find a plan of its own so cheap that it planned each call anew, which
 * takes longer than the statement.
 */
const CALLERS = `select s.id as "sessionId", a.id, a.display_name as "displayName", (${heldPosts('a.id')}) as posts, ${restrictionOf('$4')} as restriction
  from session s join account a on a.id = s.account_id
  where s.id = any((select $2::uuid[])::uuid[]) and s.revoked_at is null and s.expires_at > $1 and a.status = 'active' and not (a.sample and $3)`;

interface Row {
  readonly [column: string]: unknown;
  readonly sessionId: string;
  readonly id: string;
  readonly displayName: string;
  readonly posts: HeldPost[];
  readonly restriction: RestrictionName | null;
}

/** Finds who is behind a token. Requests that come together ask together; nobody is answered from what was asked before they came. */
@Injectable()
export class Callers {
  readonly #rows = new Collector<AccessClaims, Row | null>((claims) => this.rowsOf(claims), {
    most: 200,
    patienceMs: 50,
  });

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** The caller behind a token, with the posts held now; null when session or account no longer hold. */
  async principal(claims: AccessClaims, address: string): Promise<Principal | null> {
    const row = await this.#rows.ask(claims);
    if (!row) return null;
    // Who is taken for whom decides everything else, so it does not rest on the order of answers alone.
    if (row.sessionId !== claims.sessionId) throw new Error('a caller was given the session of another one');
    if (row.id !== claims.accountId) return null;
    const restriction = row.restriction && RESTRICTIONS[row.restriction];
    return new Principal(row.id, row.displayName, row.sessionId, row.posts, address, null, restriction);
  }

  private async rowsOf(claims: readonly AccessClaims[]): Promise<(Row | null)[]> {
    const rows = await this.database.rows<Row>(CALLERS, [
      this.clock.now(),
      [...new Set(claims.map(({ sessionId }) => sessionId))],
      this.config.isProduction,
      this.config.secondFactorRoles,
    ]);
    const bySession = new Map(rows.map((row) => [row.sessionId, row]));
    return claims.map(({ sessionId }) => bySession.get(sessionId) ?? null);
  }
}
