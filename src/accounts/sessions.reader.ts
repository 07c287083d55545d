import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import { Database } from '../platform/database/database.ts';
import type { Queries } from '../platform/database/tx.ts';
import { decodeCursor, toPage, type Page } from '../platform/http/keyset.ts';
import type { PageQuery } from '../platform/http/page.dto.ts';
import { heldPosts } from './held-posts.ts';
import { secondFactorState } from './second-factor.reader.ts';
import { HAS_SECOND_FACTOR, needsSecondFactor } from './session-restriction.ts';
import type { Session } from './session.entity.ts';
import type { HeldPostWire, OwnSessionWire, WhoWire } from './session.wire.ts';

const WHO = `select a.id, a.username, a.display_name as "displayName", (${heldPosts('a.id', `, 'unitName', unit_name_on(p.unit_id, ($1::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date)`)}) as posts,
    a.password_temporary and s.by_password as "mustChangePassword", ${HAS_SECOND_FACTOR} as "hasSecondFactor",
    s.by_password and ${needsSecondFactor('$4')} as "needsSecondFactor"
  from account a join session s on s.account_id = a.id where a.id = $2 and s.id = $3`;

const OWN = `select id, created_at as "createdAt", rotated_at as "rotatedAt", expires_at as "expiresAt", address, user_agent as "userAgent"
  from session where account_id = $1 and revoked_at is null and expires_at > $2
    and ($3::timestamptz is null or (created_at, id) < ($3::timestamptz, $4::uuid))
  order by created_at desc, id desc limit $5`;

interface WhoRow extends Record<string, unknown> {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly posts: HeldPostWire[];
  readonly mustChangePassword: boolean;
  readonly hasSecondFactor: boolean;
  readonly needsSecondFactor: boolean;
}

type OwnRow = Pick<Session, 'id' | 'createdAt' | 'rotatedAt' | 'expiresAt' | 'address' | 'userAgent'>;

/** Reads sessions: who the caller is, and the sessions a person has open. */
@Injectable()
export class SessionsReader {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  async who(queries: Queries, accountId: string, sessionId: string): Promise<WhoWire> {
    const row = await queries.first<WhoRow>(WHO, [
      this.clock.now(),
      accountId,
      sessionId,
      this.config.secondFactorRoles,
    ]);
    if (!row) throw new Error(`account ${accountId} is gone`);
    return {
      id: sessionId,
      account: { id: row.id, username: row.username, displayName: row.displayName },
      posts: row.posts,
      mustChangePassword: row.mustChangePassword,
      secondFactor: secondFactorState(row.hasSecondFactor, row.needsSecondFactor),
    };
  }

  whoIs(caller: Principal): Promise<WhoWire> {
    return this.who(this.database, caller.accountId, caller.sessionId);
  }

  /** The caller's open sessions, newest first. */
  own(caller: Principal, page: PageQuery): Promise<Page<OwnSessionWire>> {
    return this.openOf(caller.accountId, page, caller.sessionId);
  }

  /** The open sessions of somebody, newest first; whether they may be shown is the caller's question. */
  async openOf(accountId: string, page: PageQuery, currentId: string): Promise<Page<OwnSessionWire>> {
    const [at, id] = page.after ? decodeCursor(page.after, ['time', 'id']) : [null, null];
    const rows = await this.database.rows<OwnRow>(OWN, [accountId, this.clock.now(), at, id, page.limit + 1]);
    return toPage(
      rows,
      page.limit,
      (row) => [row.createdAt.toISOString(), row.id],
      (row) => toOwnSession(row, currentId),
    );
  }
}

function toOwnSession(row: OwnRow, currentId: string): OwnSessionWire {
  return {
    id: row.id,
    createdAt: row.createdAt.toISOString(),
    renewedAt: row.rotatedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    address: row.address,
    userAgent: row.userAgent,
    current: row.id === currentId,
  };
}
