/** $1 units to begin from · $2 now · $3 roles of those who work. Everything below is asked with these three. */
export const REACH = `reach as (select unnest($1::uuid[]) as id union select u.id from unit u join reach on u.parent_id = reach.id)`;

const STAFFED = `from post p join account a on a.id = p.account_id where p.unit_id = u.id and p.role = any($3::text[]) and p.starts_at <= $2
  and (p.ends_at is null or p.ends_at > $2) and a.status = 'active' and a.kind = 'person'`;
/** Has signed in, or can: with a password of their own or through the provider. */
const ACTIVATED = `(a.password_hash is not null or exists (select from external_identity e where e.account_id = a.id and e.ended_at is null))`;
const WITH_CODE = `exists (select from activation_code c where c.account_id = a.id and c.used_at is null and c.voided_at is null and c.expires_at > $2)`;
const ACKNOWLEDGED = `exists (select from delivery v where v.unit_id = u.id and v.acknowledged_at is not null)`;

/** What keeps unit \`u\` from being ready; null: nothing. */
const BLOCKER = `case when not exists (select ${STAFFED}) then 'nobody'
    when not exists (select ${STAFFED} and ${ACTIVATED}) then case when exists (select ${STAFFED} and ${WITH_CODE}) then 'code-unused' else 'no-code' end
    when not ${ACKNOWLEDGED} then 'no-acknowledgement' end`;

const STEP = `case blocker when 'nobody' then 'listed' when 'no-code' then 'account_issued' when 'code-unused' then 'account_issued'
    when 'no-acknowledgement' then 'first_login'
    else case when exists (select from legacy_inbox i where i.unit_id = road.id and i.state <> 'retired') then 'ready' else 'cut_over' end end`;

/** Open units that receive through the system, and how far each is; \`among\` narrows units \`u\`. */
export const roads = (among: string): string =>
  `select road.id, road.code, road.blocker, ${STEP} as step from (
     select u.id, u.code, ${BLOCKER} as blocker from unit u where u.channel = 'system'
       and (u.closed_on is null or u.closed_on > ($2::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date) and ${among}) road`;

/** The unit's name today. */
export const nameOf = (unit: string): string =>
  `unit_name_on(${unit}, ($2::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date)`;

/** Who answers the telephone at unit \`r\`: clerk before leader before member before administrator. */
export const CONTACT = `select a.display_name as name, p.title, a.email from post p join account a on a.id = p.account_id
  where p.unit_id = r.id and p.starts_at <= $2 and (p.ends_at is null or p.ends_at > $2) and a.status = 'active' and a.kind = 'person'
  order by array_position(array['clerk', 'leader', 'member', 'admin'], p.role), p.starts_at, a.id limit 1`;
