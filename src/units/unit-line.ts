import {
  BLOCK_KINDS,
  type Channel,
  type Numbering,
  type Sector,
  type SymbolStyle,
  type UnitKind,
} from './unit-kinds.ts';

/** A unit as other rooms need it, under the name it had on a given day. */
export interface UnitLine {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
  readonly kind: UnitKind;
  readonly sector: Sector | null;
  readonly channel: Channel;
  readonly email: string | null;
  /** 'yyyy-MM-dd'; null while the unit is open. */
  readonly closedOn: string | null;
  readonly parentId: string | null;
  readonly symbol: string;
  readonly symbolStyle: SymbolStyle;
  readonly numbering: Numbering;
  /** The place named before the date: "Trà Vinh, ngày …"; empty when none. */
  readonly place: string;
}

/**
 * Joins `n`, the name unit `u` has on the day bound as $1; before its first name the first one (as `unit_name_on` in SQL).
 * Days go in and out as text: the driver would make them instants of the machine's zone.
 */
export const NAME_ON_DAY = `join lateral (
    select name, short_name from unit_name where unit_id = u.id
    order by valid_from <= $1::date desc, case when valid_from <= $1::date then valid_from end desc, valid_from limit 1
  ) n on true`;

/** The columns of a `UnitLine` over `unit u` and the name `n`. */
export const LINE_COLUMNS = `u.id, u.code, n.name, n.short_name as "shortName", u.kind, u.sector, u.channel, u.email, u.closed_on::text as "closedOn",
  u.parent_id as "parentId", u.symbol, u.symbol_style as "symbolStyle", u.numbering, u.place`;

/** The unit and everything above it, as table `up`, from the unit bound as $1. `union` ends even on a damaged tree. */
export const UP = `with recursive up as (
    select id, parent_id from unit where id = $1
    union
    select p.id, p.parent_id from unit p join up on p.id = up.parent_id
  )`;

const KINDS_OF_THE_BLOCK = `array[${BLOCK_KINDS.map((kind) => `'${kind}'`).join(', ')}]`;

/**
 * "All units" of the unit at the placeholder, as a table (id, channel): every open unit of the block below it, at any depth, without itself, superiors,
 * bodies and persons.
 */
export const openBelow = (root: string): string =>
  `(select id, channel from units_below(${root}) where closed_on is null and kind = any(${KINDS_OF_THE_BLOCK}))`;

/** SQL of `fold()` in platform/text: the same key for search, whatever the database's own collation. */
export const folded = (text: string): string =>
  `lower(translate(regexp_replace(normalize(${text}, NFD), '[\\u0300-\\u036f]', '', 'g'), 'đðɖĐÐƉ', 'dddddd'))`;
