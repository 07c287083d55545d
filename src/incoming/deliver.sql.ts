import { NUMBER_IN_FORCE } from '../calendar/working-calendars.reader.ts';

/** Milliseconds a copy may take on a machine that has much else to do; a quiet one takes a fiftieth. */
const MS_PER_COPY = 1;
const LONGEST_MS = 300_000;

/** The limit of a statement that writes up to so many copies, where the usual one is shorter. */
export const timeFor = (copies: number): number => Math.min(LONGEST_MS, copies * MS_PER_COPY);

/**
 * One copy for each recipient, and what became of it in one row; none at all when the calendar the deadlines were computed with is no longer in force. They are written in the order of the units, in which the indexes by document, by unit and by
 * sender are written from left to right.
 * @param tables those of a `RecipientQuery`
 * @param bound how many values it has
 * @param isFirst no unit can have the document yet: looking for a copy that is there already costs a tenth of writing one
 * @param hasOwnHours some units keep office hours of their own: their deadlines stand further along in the arrays
 */
export function deliverText(tables: string, bound: number, isFirst: boolean, hasOwnHours: boolean): string {
  const $ = (n: number) => `$${bound + n}`;
  const place = hasOwnHours ? 'r.strength + coalesce(o.shift, 0)' : 'r.strength';
  const own = hasOwnHours
    ? `left join unnest(${$(13)}::uuid[], ${$(14)}::int[]) as o (unit_id, shift) on o.unit_id = r.unit_id`
    : '';
  return `with recursive ${tables},
    made as (
      insert into delivery (dispatch_id, document_id, copy_id, sender_unit_id, unit_id, purpose, channel, state, is_open, delivered_at, done_at,
        open_by, acknowledge_by, finish_by, deadline_rule)
      select ${$(1)}::uuid, ${$(2)}::uuid, ${$(3)}::uuid, ${$(4)}::uuid, r.unit_id, r.purpose, r.channel,
        case when r.waits then 'queued' when r.purpose = 'file' then 'done' else 'delivered' end, r.purpose <> 'file',
        case when r.waits then null else ${$(5)}::timestamptz end, case when r.purpose = 'file' and not r.waits then ${$(5)}::timestamptz end,
        case when r.channel = 'system' then (${$(8)}::timestamptz[])[${place}] end, (${$(9)}::timestamptz[])[${place}],
        (${$(10)}::timestamptz[])[${place}], ${$(11)}::text
      from (select unit_id, strength, (${$(7)}::text[])[strength] as purpose, channel, (${$(6)}::boolean or channel <> 'system') as waits from recipient) r ${own}
      where ${NUMBER_IN_FORCE} = ${$(12)}::int
      ${isFirst ? '' : 'on conflict (document_id, unit_id, taken_back_id) where document_id is not null do nothing'}
      returning unit_id, purpose
    )
    select (select coalesce(json_object_agg(position, count), '{}') from (select position, count(*) from named group by position) c) as "perLine",
      (select count(*)::int from recipient) as reached, ${NUMBER_IN_FORCE} as "calendarNo", count(*)::int as made,
      encode(sha256(convert_to(coalesce(string_agg(unit_id || ' ' || purpose, E'\\n' order by unit_id), ''), 'UTF8')), 'hex') as sha256
    from made`;
}
