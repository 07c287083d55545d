import { BLOCK_KINDS } from '../units/unit-kinds.ts';

/** `now`: as the tables stand, which is what a dispatch must go by. `then`: as they stood just before an instant, for the history. */
export type When = 'now' | 'then';

interface Moment {
  /** Is the from-to row in force? */
  readonly holds: (alias: string, from?: string, to?: string) => string;
  /** Units with the facts that rules ask for. */
  readonly units: string;
  readonly isOpenGroup: (alias: string) => string;
}

/** @param at the placeholder of the instant, for `then` */
export function moment(when: When, at: string): Moment {
  if (when === 'now')
    return {
      holds: (alias, _, to = 'until') => `${alias}.${to} is null`,
      units: `(select id as unit_id, parent_id, kind, sector, channel, closed_on is null as is_open from unit)`,
      isOpenGroup: (alias) => `${alias}.closed_at is null`,
    };
  const holds = (alias: string, from = 'since', to = 'until'): string =>
    `${alias}.${from} < ${at}::timestamptz and (${alias}.${to} is null or ${alias}.${to} >= ${at}::timestamptz)`;
  return {
    holds,
    units: `(select unit_id, parent_id, kind, sector, channel, is_open from unit_fact f where ${holds('f')})`,
    isOpenGroup: (alias) => `(${alias}.closed_at is null or ${alias}.closed_at >= ${at}::timestamptz)`,
  };
}

const KINDS_OF_THE_BLOCK = `array[${BLOCK_KINDS.map((kind) => `'${kind}'`).join(', ')}]`;

/** Does the rule `r` take the unit `u` that stands `depth` levels below its root? */
const fits = (depth: string): string => `${depth} >= 1 and (r.reach = 'below' or ${depth} = 1) and u.is_open
      and u.kind = any(case when r.kinds = '{}' then ${KINDS_OF_THE_BLOCK} else r.kinds end)
      and (r.sectors = '{}' or u.sector = any(r.sectors)) and (r.channels = '{}' or u.channel = any(r.channels))`;

/** More levels than any tree has: a ring, should one ever come about, ends here instead of never. */
const DEEPEST = 100;

const exceptionOf = ({ holds }: Moment, group: string, unit: string): string =>
  `select from recipient_group_exception x where x.group_id = ${group} and x.unit_id = ${unit} and ${holds('x')}`;

const RULE_FITS = (m: Moment, depth: string): string =>
  `${fits(depth)} and not exists (${exceptionOf(m, 'r.group_id', 'u.unit_id')})`;

/**
 * Who is in the groups asked for and in all groups within them, in one query however many and however deep:
 *   in(group) = its own members + (units its rule takes + in(groups within it)) − its exceptions.
 * Goes up from the members, one row for each group and unit, so that many paths to a unit cost no more than one.
 * Tables: `reach(group_id)` · `direct(group_id, unit_id, because)` with 'member' or 'rule' · `inside(group_id, unit_id)`, closed members included.
 * @param groups placeholder of the group ids
 * @param at placeholder of the instant, for `then`
 */
export function expansion(when: When, groups: string, at = ''): string {
  const m = moment(when, at);
  return `with recursive reach(group_id) as (
    select unnest(${groups}::uuid[])
    union
    select l.child_id from reach join recipient_group_link l on l.parent_id = reach.group_id and ${m.holds('l')}
      join recipient_group g on g.id = l.child_id and ${m.isOpenGroup('g')}
  ), units as materialized (select * from ${m.units} u),
  rules as (select r.* from recipient_group_rule r join reach using (group_id) where ${m.holds('r')}),
  tree(root_id, unit_id, depth) as (
    select distinct root_unit_id, root_unit_id, 0 from rules
    union all
    select tree.root_id, u.unit_id, tree.depth + 1 from tree join units u on u.parent_id = tree.unit_id where tree.depth < ${DEEPEST}
  ), direct(group_id, unit_id, because) as (
    select m.group_id, m.unit_id, 'member' from recipient_group_member m join reach using (group_id) where ${m.holds('m', 'joined_at', 'left_at')}
    union
    select r.group_id, u.unit_id, 'rule' from rules r join tree on tree.root_id = r.root_unit_id join units u on u.unit_id = tree.unit_id
    where ${RULE_FITS(m, 'tree.depth')}
  ), links as materialized (
    select l.parent_id, l.child_id, array(select x.unit_id from recipient_group_exception x where x.group_id = l.parent_id and ${m.holds('x')}) as excepted
    from recipient_group_link l join recipient_group c on c.id = l.child_id and ${m.isOpenGroup('c')}
    where ${m.holds('l')} and l.parent_id in (select group_id from reach)
  ), inside(group_id, unit_id) as (
    select group_id, unit_id from direct
    union
    select links.parent_id, inside.unit_id from inside join links on links.child_id = inside.group_id where inside.unit_id <> all(links.excepted)
  )`;
}

/**
 * The other way round: the groups the units are in now, own members, rules and groups within groups alike.
 * Tables: `above(unit_id, at_id, depth)`, the units with everything above them · `belongs(group_id, unit_id)`.
 * @param units placeholder of the unit ids
 */
export function groupsOfUnits(units: string): string {
  const m = moment('now', '');
  return `with recursive above(unit_id, at_id, depth) as (
    select id, id, 0 from unit where id = any(${units}::uuid[])
    union all
    select above.unit_id, u.parent_id, above.depth + 1 from above join unit u on u.id = above.at_id where u.parent_id is not null and above.depth < ${DEEPEST}
  ), belongs(group_id, unit_id) as (
    (select m.group_id, m.unit_id from recipient_group_member m where m.left_at is null and m.unit_id = any(${units}::uuid[])
     union
     select r.group_id, u.unit_id from recipient_group_rule r join above on above.at_id = r.root_unit_id join ${m.units} u on u.unit_id = above.unit_id
     where r.until is null and ${RULE_FITS(m, 'above.depth')})
    union
    select l.parent_id, belongs.unit_id from belongs join recipient_group_link l on l.child_id = belongs.group_id and l.until is null
      join recipient_group c on c.id = l.child_id and c.closed_at is null
    where not exists (${exceptionOf(m, 'l.parent_id', 'belongs.unit_id')})
  )`;
}
