import { Injectable } from '@nestjs/common';
import { ProofsInForce } from '../legacy-inboxes/inbox-proofs.ts';
import { NO_PROOF } from '../legacy-inboxes/inbox.states.ts';
import type { InboxState } from '../legacy-inboxes/legacy-inbox.kinds.ts';
import { UnitReadiness } from '../legacy-inboxes/unit-readiness.ts';
import type { Principal } from '../platform/access/principal.ts';
import { STAFF } from '../platform/access/role.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import type { Queries } from '../platform/database/tx.ts';
import { decodeCursor, toPage, type Page } from '../platform/http/keyset.ts';
import type { RoadsQuery } from './cutover.dto.ts';
import type { ContactWire, RoadInboxWire, UnitRoadWire } from './cutover.wire.ts';
import { inboxBlocker, type RoadStep, type UnitBlocker } from './roads.policy.ts';
import { CONTACT, nameOf, REACH, roads } from './roads.sql.ts';

const LIST = `with recursive ${REACH}, found as (
    select * from (${roads('u.id in (select id from reach) and ($4::text is null or u.code > $4)')}) r
    where ($5::text is null or r.step = $5) and ($6::boolean is not true or r.step <> 'cut_over') order by r.code limit $7)
  select r.id, r.code, ${nameOf('r.id')} as name, r.step, r.blocker, u.phone, to_jsonb(c) as contact
  from found r join unit u on u.id = r.id left join lateral (${CONTACT}) c on true order by r.code`;

const INBOXES = `select i.id, i.unit_id as "unitId", i.address, i.owner, i.state,
    (select max(m.day)::text from legacy_reminder m where m.inbox_id = i.id) as "remindedOn"
  from legacy_inbox i where i.unit_id = any($1::uuid[]) order by i.unit_id, i.address`;

const READY = `select r.id from (${roads('u.id = any($1::uuid[])')}) r where r.blocker is null`;

interface Row {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly step: RoadStep;
  readonly blocker: UnitBlocker | null;
  readonly phone: string | null;
  readonly contact: ContactWire | null;
}

interface InboxRow extends Omit<RoadInboxWire, 'blocker'> {
  readonly unitId: string;
  readonly state: InboxState;
}

/** Every unit's road, for administrators above; and which units are ready, for the rule of retirement. */
@Injectable()
export class UnitRoads extends UnitReadiness {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly proofs: ProofsInForce,
  ) {
    super();
  }

  /** By code; three queries a page. */
  async list(caller: Principal, query: RoadsQuery): Promise<Page<UnitRoadWire>> {
    const [after] = query.after ? decodeCursor(query.after, ['text']) : [null];
    const { step = null, blocked = null, limit } = query;
    const values = [caller.unitIds(['admin']), this.clock.now(), STAFF, after, step, blocked, limit + 1];
    const rows = await this.database.rows<Row>(LIST, values);
    const inboxes = await this.inboxesOf(rows.slice(0, limit).map(({ id }) => id));
    return toPage(
      rows,
      limit,
      (row) => [row.code],
      (row) => toWire(row, inboxes.get(row.id) ?? []),
    );
  }

  async readyAmong(queries: Queries, unitIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await queries.rows<{ id: string }>(READY, [unitIds, this.clock.now(), STAFF]);
    return new Set(rows.map(({ id }) => id));
  }

  private async inboxesOf(unitIds: readonly string[]): Promise<Map<string, RoadInboxWire[]>> {
    const rows = await this.database.rows<InboxRow & Record<string, unknown>>(INBOXES, [unitIds]);
    const proofs = await this.proofs.get().standings(
      this.database,
      rows.map(({ id }) => id),
    );
    const byUnit = new Map<string, RoadInboxWire[]>();
    for (const { unitId, id, address, owner, state, remindedOn } of rows) {
      const blocker = inboxBlocker(state, proofs.get(id) ?? NO_PROOF);
      const wire = { id, address, owner, state, blocker, remindedOn };
      if (!byUnit.get(unitId)?.push(wire)) byUnit.set(unitId, [wire]);
    }
    return byUnit;
  }
}

function toWire({ id, code, name, step, blocker, contact, phone }: Row, inboxes: RoadInboxWire[]): UnitRoadWire {
  const ofInboxes = new Set(inboxes.flatMap((inbox) => inbox.blocker ?? []));
  const blockers = [...(blocker ? [blocker] : []), ...ofInboxes];
  return { unitId: id, unitCode: code, unitName: name, step, blockers, contact, phone, inboxes };
}
