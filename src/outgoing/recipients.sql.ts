import { membersNow } from '../groups/groups.reader.ts';
import type { RecipientQuery } from '../incoming/recipient-query.ts';
import { openBelow } from '../units/unit-line.ts';
import { STRENGTH, type DraftLine } from './recipient-line.ts';

/** The units of each kind of line, as (position, unit_id, strength, channel); `$1` is the sender, never reached by a list it is on itself. */
const UNITS_OF = {
  unit: `select l.position, u.id, l.strength, u.channel from line l join unit u on u.id = l.unit_id where l.target = 'unit'`,
  all_units: `select l.position, b.id, l.strength, b.channel from line l cross join ${openBelow('$1')} b where l.target = 'all_units' and b.id <> $1`,
  group: `select l.position, u.id, l.strength, u.channel from line l join inside i on i.group_id = l.group_id join unit u on u.id = i.unit_id
      where l.target = 'group' and u.closed_on is null and u.id <> $1`,
} as const;

const LINE = `line as materialized (select l.*, array_position($6::text[], l.purpose)::smallint as strength, $1::uuid as sender
    from unnest($2::text[], $3::uuid[], $4::uuid[], $5::text[]) with ordinality as l (target, unit_id, group_id, purpose, position))`;

/** Sorted by unit even where nothing is to be merged: in that order the copies are written. */
const RECIPIENT = `recipient as (select distinct on (unit_id) unit_id, strength, channel from named order by unit_id, strength)`;

/**
 * Turns lines into units within the database, as `Recipients.expand` does outside: groups and "all units" are expanded live, and each unit is taken once, with
 * the strongest of its purposes. A hundred thousand ids that go out and come back cost more than the copies.
 */
export function recipientsOf(senderUnitId: string, lines: readonly DraftLine[]): RecipientQuery {
  const kinds = [...new Set(lines.map((line) => line.target))].toSorted();
  const members = kinds.includes('group') ? [membersNow('$4')] : [];
  const units = kinds.map((kind) => UNITS_OF[kind]).join(' union all ');
  return {
    tables: [
      ...members,
      LINE,
      `named(position, unit_id, strength, channel) as materialized (${units})`,
      RECIPIENT,
    ].join(',\n'),
    purposes: STRENGTH,
    values: [
      senderUnitId,
      lines.map((l) => l.target),
      lines.map((l) => l.unitId),
      lines.map((l) => l.groupId),
      lines.map((l) => l.purpose),
      STRENGTH,
    ],
  };
}
