import { IS_HELD_BY_LIST } from '../accounts/account-list.states.ts';
import { CAN_SIGN_IN, hasCode, HAS_SIGNED_IN, staffAt } from '../accounts/receiving.sql.ts';
import { stepSql } from './road.policy.ts';

/** $1 units to begin from · $2 now · $3 roles of those who work · $4 roles of those who receive. All below is asked with these four. */
export const REACH = `reach as (select unnest($1::uuid[]) as id union select u.id from unit u join reach on u.parent_id = reach.id)`;

/** Units that some training invites: those below the one that holds it. */
const INVITED = `invited as (select u.id from unit u where u.parent_id in (select unit_id from training_week)
    union select u.id from unit u join invited on u.parent_id = invited.id)`;

const TODAY = `($2::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date`;

/** One look at the people of unit `u`: how many there are, and how far they have come. */
const PEOPLE = `select count(distinct a.id)::int as people,
    count(distinct a.id) filter (where ${IS_HELD_BY_LIST})::int as unapproved,
    coalesce(bool_or(${CAN_SIGN_IN} or ${HAS_SIGNED_IN} or ${hasCode('$2')}), false) as issued,
    coalesce(bool_or(${HAS_SIGNED_IN}), false) as signed_in,
    coalesce(bool_or(p.role = any($4::text[]) and ${HAS_SIGNED_IN}), false) as receives
  ${staffAt('$2', '$3')}`;

const TRAINING = `select coalesce(bool_or(b.state in ('booked', 'attended')), false) as booked, coalesce(bool_or(b.state = 'attended'), false) as trained,
    coalesce(bool_or(b.state = 'absent'), false) as absent from training_booking b where b.unit_id = u.id`;

/** Facts of the open units that receive through the system. @param among narrows units `u` */
const facts = (
  among: string,
): string => `select u.id, u.code, u.sector, u.phone, u.email, staff.people, staff.unapproved,
    i.id is not null as "isInvited", t.absent as "wasAbsent", staff.issued as account_issued, i.id is null or t.booked as booked,
    i.id is null or t.trained as trained, staff.signed_in as first_login,
    exists (select from delivery v where v.unit_id = u.id and v.acknowledged_at is not null) as first_acknowledgement,
    staff.receives as ready
  from unit u left join invited i on i.id = u.id cross join lateral (${PEOPLE}) staff cross join lateral (${TRAINING}) t
  where u.channel = 'system' and u.kind not in ('body', 'person') and (u.closed_on is null or u.closed_on > ${TODAY}) and ${among}`;

/** The units with their facts and how far each is. In a query that begins `with recursive ${WITH}`. @param among narrows units `u` */
export const roads = (among: string): string => `(select f.*, ${stepSql('f')} as step from (${facts(among)}) f)`;

export const WITH = `${REACH}, ${INVITED}`;

/** The unit's name today. */
export const nameOf = (unit: string): string => `unit_name_on(${unit}, ${TODAY})`;

/** Whom to ask for at unit `r`: clerk before leader before member. */
export const CONTACT = `select a.display_name as name, p.title, a.email from post p join account a on a.id = p.account_id
  where p.unit_id = r.id and p.role = any($3::text[]) and p.starts_at <= $2 and (p.ends_at is null or p.ends_at > $2)
    and a.status = 'active' and a.kind = 'person'
  order by array_position(array['clerk', 'leader', 'member'], p.role), p.starts_at, a.id limit 1`;

/** Whom unit `r` sends to the training, and when. */
export const TRAINEE = `select b.trainee_name as name, b.trainee_phone as phone, s.starts_at as "startsAt" from training_booking b
  left join training_session s on s.id = b.session_id where b.unit_id = r.id and b.state in ('waiting', 'booked', 'attended')
  order by b.made_at desc limit 1`;
