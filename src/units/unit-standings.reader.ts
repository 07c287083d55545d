import { Injectable } from '@nestjs/common';
import type { Queries, Tx } from '../platform/database/tx.ts';
import type { Channel, Numbering, UnitKind } from './unit-kinds.ts';
import { NAME_ON_DAY } from './unit-line.ts';

/** A unit with its history of names, as it must be known to decide about a change of it. */
export interface UnitStanding {
  readonly id: string;
  readonly parentId: string | null;
  readonly code: string;
  readonly kind: UnitKind;
  readonly channel: Channel;
  readonly email: string | null;
  readonly phone: string | null;
  readonly symbol: string;
  readonly numbering: Numbering;
  readonly place: string;
  readonly openedOn: string;
  readonly closedOn: string | null;
  /** Oldest first. */
  readonly names: readonly { readonly validFrom: string; readonly name: string; readonly shortName: string }[];
}

/** A unit and where it hangs. */
export type UnitExport = Omit<UnitStanding, 'names' | 'closedOn' | 'parentId'> & {
  readonly parentCode: string | null;
  readonly name: string;
  readonly shortName: string;
};

const STANDINGS = `with recursive up as (
    (select u.id, u.parent_id from unnest($1::text[]) asked(code) join unit u using (code)
    union
    select id, parent_id from unit where id = $2)
    union
    select p.id, p.parent_id from unit p join up on p.id = up.parent_id
  )
  select u.id, u.parent_id as "parentId", u.code, u.kind, u.channel, u.email, u.phone, u.symbol, u.numbering, u.place,
    u.opened_on::text as "openedOn", u.closed_on::text as "closedOn",
    (select json_agg(json_build_object('validFrom', n.valid_from::text, 'name', n.name, 'shortName', n.short_name) order by n.valid_from)
     from unit_name n where n.unit_id = u.id) as names
  from unit u join up using (id)`;

const BELOW = `with recursive below as (
    select id from unit where id = $2
    union
    select c.id from unit c join below b on c.parent_id = b.id
  )
  select u.id, u.code, u.kind, u.channel, u.email, u.phone, u.symbol, u.numbering, u.place, u.opened_on::text as "openedOn",
    p.code as "parentCode", n.name, n.short_name as "shortName"
  from unit u join below using (id) left join unit p on p.id = u.parent_id ${NAME_ON_DAY}
  where u.closed_on is null order by u.code`;

/** Many units at once, for rooms that compare whole lists with what there is. Each in one query, however many. */
@Injectable()
export class UnitStandings {
  /** A tree's top, the units with these codes wherever they are, and everything above them, closed ones too; in no order. */
  byCodes(queries: Queries, rootId: string, codes: readonly string[]): Promise<UnitStanding[]> {
    return queries.rows<UnitStanding>(STANDINGS, [codes, rootId]);
  }

  /** Locks units against changes, in one order; call it under the tree lock or with nothing else locked. */
  async lock(tx: Tx, ids: readonly string[], how: 'for no key update' | 'for key share'): Promise<void> {
    await tx.rows(`select u.id from unnest($1::uuid[]) asked(id) join unit u using (id) order by u.id ${how} of u`, [
      ids,
    ]);
  }

  /** The open units of a tree with its top, by code, under their names of that day. */
  openWithin(queries: Queries, rootId: string, onDay: string): Promise<UnitExport[]> {
    return queries.rows<UnitExport>(BELOW, [onDay, rootId]);
  }
}
