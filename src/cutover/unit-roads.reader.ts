import { Injectable } from '@nestjs/common';
import { ProofsInForce } from '../legacy-inboxes/inbox-proofs.ts';
import { NO_PROOF } from '../legacy-inboxes/inbox.states.ts';
import type { InboxState } from '../legacy-inboxes/legacy-inbox.kinds.ts';
import { nameOf, WITH } from '../onboarding/road.sql.ts';
import type { Principal } from '../platform/access/principal.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import { decodeCursor, toPage, type Page } from '../platform/http/keyset.ts';
import type { RoadsQuery } from './cutover.dto.ts';
import type { ContactWire, RoadInboxWire, UnitCutoverWire } from './cutover.wire.ts';
import { inboxBlocker, unitBlocker, type RoadStep } from './roads.policy.ts';
import { CONTACT, roads, roadValues, type RoadFacts } from './roads.sql.ts';

const LIST = `with recursive ${WITH}, found as (
    select * from ${roads('u.id in (select id from reach) and ($5::text is null or u.code > $5)')} r
    where ($6::text is null or r.step = $6) and ($7::boolean is not true or r.step <> 'cut_over') order by r.code limit $8)
  select r.*, ${nameOf('r.id')} as name, to_jsonb(c) as contact
  from found r left join lateral (${CONTACT}) c on true order by r.code`;

const INBOXES = `select i.id, i.unit_id as "unitId", i.address, i.owner, i.state,
    (select max(m.day)::text from legacy_reminder m where m.inbox_id = i.id) as "remindedOn"
  from legacy_inbox i where i.unit_id = any($1::uuid[]) order by i.unit_id, i.address`;

interface Row extends RoadFacts {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly step: RoadStep;
  readonly phone: string | null;
  readonly contact: ContactWire | null;
}

interface InboxRow extends Omit<RoadInboxWire, 'blocker'> {
  readonly unitId: string;
  readonly state: InboxState;
}

/** Every unit's road, for administrators above. */
@Injectable()
export class UnitRoads {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly proofs: ProofsInForce,
  ) {}

  /** By code; three queries a page. */
  async list(caller: Principal, query: RoadsQuery): Promise<Page<UnitCutoverWire>> {
    const [after] = query.after ? decodeCursor(query.after, ['text']) : [null];
    const { step = null, blocked = null, limit } = query;
    const values = [...roadValues(caller.unitIds(['admin']), this.clock.now()), after, step, blocked, limit + 1];
    const rows = await this.database.rows<Row>(LIST, values);
    const inboxes = await this.inboxesOf(rows.slice(0, limit).map(({ id }) => id));
    return toPage(
      rows,
      limit,
      (row) => [row.code],
      (row) => toWire(row, inboxes.get(row.id) ?? []),
    );
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

function toWire(row: Row, inboxes: RoadInboxWire[]): UnitCutoverWire {
  const { id, code, name, step, contact, phone } = row;
  const ofInboxes = new Set(inboxes.flatMap((inbox) => inbox.blocker ?? []));
  const blockers = [unitBlocker(row, row) ?? [], ...ofInboxes].flat();
  return { unitId: id, unitCode: code, unitName: name, step, blockers, contact, phone, inboxes };
}
