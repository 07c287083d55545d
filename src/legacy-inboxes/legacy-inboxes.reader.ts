import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import { Database } from '../platform/database/database.ts';
import type { Queries } from '../platform/database/tx.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { decodeCursor, toPage, type Page } from '../platform/http/keyset.ts';
import type { PageQuery } from '../platform/http/page.dto.ts';
import { toEventWire, toInboxWire, type EventRow, type InboxRow } from './inbox.rows.ts';
import { ProofsInForce } from './inbox-proofs.ts';
import type { LegacyInboxEventWire, LegacyInboxWire } from './legacy-inbox.wire.ts';
import type { LegacyInboxesQuery } from './legacy-inboxes.dto.ts';
import { ReadinessInForce } from './unit-readiness.ts';

/** $1 units with an admin post · $2 now. */
const SELECT = `with recursive reach as (
    select unnest($1::uuid[]) as id union select u.id from unit u join reach on u.parent_id = reach.id)
  select i.id, i.unit_id as "unitId", u.code as "unitCode", unit_name_on(u.id, ($2::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date) as "unitName",
    i.address, i.owner, i.imap_host as "imapHost", i.imap_port as "imapPort", i.imap_security as "imapSecurity", i.imap_user as "imapUser",
    i.imap_secret is not null as "hasPassword", i.state, i.state_since as "stateSince", i.closed_at as "closedAt", i.note, i.version,
    i.created_at as "createdAt"
  from legacy_inbox i join unit u on u.id = i.unit_id where i.unit_id in (select id from reach)`;

const EVENTS = `select e.id, e.no, e.at, e.act, a.display_name as "byName", e.from_state as "from", e.to_state as "to", e.reason, e.detail
  from legacy_inbox_event e left join account a on a.id = e.account_id
  where e.inbox_id = $1 and ($2::int is null or e.no < $2) order by e.no desc limit $3`;

/** Old inboxes of the units the caller administers and of those below; to anybody else there are none. */
@Injectable()
export class LegacyInboxesReader {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly proofs: ProofsInForce,
    private readonly readiness: ReadinessInForce,
  ) {}

  /** By address. */
  async list(caller: Principal, query: LegacyInboxesQuery): Promise<Page<LegacyInboxWire>> {
    const values = this.values(caller);
    const bind = (value: unknown) => `$${values.push(value)}`;
    const where = ['true'];
    if (query.state) where.push(`i.state = ${bind(query.state)}`);
    if (query.unitId) where.push(`i.unit_id = ${bind(query.unitId)}`);
    if (query.q) {
      const part = bind(query.q.toLowerCase());
      where.push(`(position(${part}::text in i.address) > 0 or position(${part}::text in lower(i.owner)) > 0)`);
    }
    if (query.after) where.push(`i.address > ${bind(decodeCursor(query.after, ['text'])[0])}`);
    const rows = await this.database.rows<InboxRow>(
      `${SELECT} and ${where.join(' and ')} order by i.address limit ${bind(query.limit + 1)}`,
      values,
    );
    const { next } = toPage(
      rows,
      query.limit,
      (row) => [row.address],
      (row) => row,
    );
    return { items: await this.judged(this.database, rows.slice(0, query.limit)), next };
  }

  one(caller: Principal, id: string): Promise<LegacyInboxWire> {
    return this.oneIn(this.database, caller, id);
  }

  /** @throws request.not-found */
  async oneIn(queries: Queries, caller: Principal, id: string): Promise<LegacyInboxWire> {
    const rows = await queries.rows<InboxRow>(`${SELECT} and i.id = $3`, [...this.values(caller), id]);
    const [wire] = await this.judged(queries, rows);
    if (!wire) throw REQUEST.notFound();
    return wire;
  }

  /** Newest first. @throws request.not-found */
  async events(caller: Principal, id: string, page: PageQuery): Promise<Page<LegacyInboxEventWire>> {
    await this.one(caller, id);
    const [no] = page.after ? decodeCursor(page.after, ['number']) : [null];
    const rows = await this.database.rows<EventRow>(EVENTS, [id, no, page.limit + 1]);
    return toPage(rows, page.limit, (row) => [row.no], toEventWire);
  }

  /** With what archive and unit say about them: two questions, however many inboxes. */
  private async judged(queries: Queries, rows: readonly InboxRow[]): Promise<LegacyInboxWire[]> {
    if (rows.length === 0) return [];
    const proofs = await this.proofs.get().standings(
      queries,
      rows.map(({ id }) => id),
    );
    const ready = await this.readiness.get().readyAmong(queries, [...new Set(rows.map(({ unitId }) => unitId))]);
    const [now, cutover] = [this.clock.now(), this.config.cutoverAt];
    return rows.map((row) =>
      toInboxWire(row, { now, cutover, proof: proofs.get(row.id), unitReady: ready.has(row.unitId) }),
    );
  }

  private values(caller: Principal): unknown[] {
    return [caller.unitIds(['admin']), this.clock.now()];
  }
}
