import { Injectable } from '@nestjs/common';
import { localDate } from '../calendar/working-calendar.ts';
import type { Principal } from '../platform/access/principal.ts';
import { STAFF, type Role } from '../platform/access/role.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import { DocumentProgress } from './document-progress.ts';
import type { OutgoingDocument } from './outgoing.entity.ts';
import { WHO } from './outgoing.policy.ts';
import { LINE_COLUMNS, toLineWire } from './outgoing.rows.ts';
import type { DocumentUnderWayWire, OutgoingOverviewWire, SentBackWire } from './outgoing-overview.wire.ts';

const DOCUMENTS = 20;
const SHOWN = 10;

const UNDER_WAY = `select w.* from unnest($1::uuid[]) x(unit_id) cross join lateral (
    select ${LINE_COLUMNS} from outgoing_document d where d.unit_id = x.unit_id and d.state = 'dispatched'
    order by d.updated_at desc, d.id desc limit ${DOCUMENTS}) w`;

const SENT_BACK = `select w.* from unnest($1::uuid[]) x(unit_id) cross join lateral (
    select v.id as "deliveryId", v.document_id as "documentId", v.sender_unit_id as "unitId", c.symbol, c.subject,
      unit_name_on(v.unit_id, $2::date) as recipient, v.state, v.refusal_code as "refusalCode", v.refused_at as "refusedAt"
    from delivery v join document_copy c on c.id = v.copy_id
    where v.sender_unit_id = x.unit_id and v.state in ('refused', 'returned', 'undeliverable') and v.is_open and v.document_id is not null
    order by v.refused_at, v.id limit ${SHOWN}) w`;

const IN_HAND = `select w.* from unnest($1::uuid[], $2::text[]) x(unit_id, state) cross join lateral (
    select ${LINE_COLUMNS} from outgoing_document d
    where d.unit_id = x.unit_id and d.state = x.state and d.state in ('submitted', 'approved', 'issued')
      and not (d.state = 'issued' and exists (select from dispatch y where y.document_id = d.id and y.cancelled_at is null))
    order by d.updated_at, d.id limit ${SHOWN}) w`;

/** Which state waits for whom. */
const IN_HAND_FOR: readonly (readonly [state: string, roles: readonly Role[]])[] = [
  ['submitted', WHO.approve],
  ['approved', WHO.issue],
  ['issued', WHO.dispatch],
];

type Row = OutgoingDocument & Record<string, unknown>;
type BackRow = Omit<SentBackWire, 'refusedAt'> & { readonly refusedAt: Date | null };

/** What the caller's units have sent and have in hand. Four queries however many units and documents there are. */
@Injectable()
export class OutgoingOverview {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly progress: DocumentProgress,
  ) {}

  async overviews(caller: Principal): Promise<OutgoingOverviewWire[]> {
    const units = caller.unitIds(STAFF);
    const [underWay, sentBack, inHand] = await Promise.all([
      this.underWay(units),
      this.sentBack(units),
      this.inHand(caller, units),
    ]);
    return units.map((unitId) => {
      const own = <T extends { readonly unitId: string }>(rows: readonly T[]): T[] =>
        rows.filter((row) => row.unitId === unitId);
      const held = (state: string) =>
        own(inHand)
          .filter((row) => row.state === state)
          .map(toLineWire);
      return {
        unitId,
        underWay: own(underWay),
        sentBack: own(sentBack),
        toApprove: held('submitted'),
        toIssue: held('approved'),
        toSend: held('issued'),
      };
    });
  }

  private async underWay(units: readonly string[]): Promise<DocumentUnderWayWire[]> {
    const rows = await this.database.rows<Row>(UNDER_WAY, [units]);
    const ids = rows.map(({ id }) => id);
    const known = await this.progress.of(this.database, ids, this.clock.now());
    const open = rows.flatMap(({ id, unitId, symbol, subject, urgency, issuedAt }) => {
      const progress = known.get(id);
      const isWaited = progress !== undefined && progress.open > 0;
      if (!isWaited) return [];
      return [
        { id, unitId, symbol: symbol ?? '', subject, urgency, issuedAt: issuedAt?.toISOString() ?? '', progress },
      ];
    });
    return open.toSorted(worstFirst);
  }

  private async sentBack(units: readonly string[]): Promise<SentBackWire[]> {
    const rows = await this.database.rows<BackRow>(SENT_BACK, [units, localDate(this.clock.now())]);
    return rows.map((row) => ({ ...row, refusedAt: row.refusedAt?.toISOString() ?? null }));
  }

  private inHand(caller: Principal, units: readonly string[]): Promise<Row[]> {
    const asked = units.flatMap((unitId) =>
      IN_HAND_FOR.filter(([, roles]) => caller.postAt(unitId, roles) !== null).map(([state]) => ({ unitId, state })),
    );
    return this.database.rows<Row>(IN_HAND, [asked.map(({ unitId }) => unitId), asked.map(({ state }) => state)]);
  }
}

/** Late ones, then what came back, then the share that nobody has acknowledged. */
function worstFirst({ progress: a }: DocumentUnderWayWire, { progress: b }: DocumentUnderWayWire): number {
  const missing = ({ recipients, acknowledged }: typeof a): number => 1 - acknowledged / recipients;
  return b.overdue - a.overdue || troubleOf(b) - troubleOf(a) || missing(b) - missing(a);
}

const troubleOf = ({ refused, undeliverable }: DocumentUnderWayWire['progress']): number => refused + undeliverable;
