import type { Principal } from '../platform/access/principal.ts';
import type { AccountFilter } from './accounts.dto.ts';

/**
 * The front of every question about accounts: `reach` = the units the caller administers, `sight` = those and the units of the
 * caller's own posts. Values: $1 now, $2 the caller's account, $3 units of all posts, $4 units with an admin post.
 */
export const SIGHT = `with recursive reach as (
    select unnest($4::uuid[]) as id
    union
    select u.id from unit u join reach r on u.parent_id = r.id
  ), sight as (
    select id from reach union select unnest($3::uuid[])
  )`;

export const sightValues = (caller: Principal, now: Date): unknown[] => [
  now,
  caller.accountId,
  caller.unitIds(),
  caller.unitIds(['admin']),
];

const OPEN = `(p.ends_at is null or p.ends_at > $1)`;

/** Holds no post and will hold none: whoever administered the person's units last still sees the account, to appoint again. */
const POSTLESS = `not exists (select from post p where p.account_id = a.id and ${OPEN})`;

/** May the caller see account `a`: the own one, colleagues, and everybody at units the caller administers. Machines are shown with their keys. */
export const VISIBLE = `a.kind = 'person' and (a.id = $2
  or exists (select from post p where p.account_id = a.id and ${OPEN} and p.unit_id in (select id from sight))
  or (${POSTLESS} and exists (select from post p where p.account_id = a.id and p.unit_id in (select id from reach))))`;

/** Everything the person is posted at lies within the caller's reach; for a person without post, everything of before. */
export const MANAGEABLE = `coalesce((select bool_and(p.unit_id in (select id from reach)) from post p
  where p.account_id = a.id and (${OPEN} or ${POSTLESS})), false)`;

const POST = `json_build_object('id', p.id, 'unitId', p.unit_id, 'role', p.role, 'title', p.title, 'startsAt', p.starts_at, 'endsAt', p.ends_at,
  'unitName', unit_name_on(p.unit_id, ($1::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date))`;

/** The room of codes owns the table; what the list of accounts says of it is this one fact (its own words: activation-code.states.ts). */
const CODE_WAITING = `exists (select from activation_code c where c.account_id = a.id and c.used_at is null and c.voided_at is null
  and c.password_serial = a.password_serial and c.expires_at > $1)`;

/** Columns of an account as the caller sees it. */
export const accountColumns = (
  posts: 'open' | 'all',
): string => `a.id, a.username, a.display_name as "displayName", a.email, a.status, a.version,
  a.status_at as "statusAt", a.status_reason as "statusReason", (select display_name from account by where by.id = a.status_by) as "statusByName",
  a.created_at as "createdAt", ${MANAGEABLE} as manage, a.password_hash is not null as activated, a.idle_since as "idleSince",
  ${CODE_WAITING} as "codeWaiting", coalesce((select json_agg(${POST} order by p.ends_at desc nulls first, p.starts_at, p.id)
    from post p where p.account_id = a.id and (a.id = $2 or p.unit_id in (select id from sight)) ${posts === 'open' ? `and ${OPEN}` : ''}), '[]') as posts`;

/** People with a post not ended at unit $5, when one is asked for. */
export const AT_UNIT = `($5::uuid is null or exists (select from post p where p.account_id = a.id and ${OPEN} and p.unit_id = $5
  and (a.id = $2 or p.unit_id in (select id from sight))))`;

/** Account `a` belongs to a person, not to a program. */
export const IS_PERSON = `a.kind = 'person'`;

/** Days without a sign of life after which an administrator asks whether somebody is still there. */
const IDLE_DAYS = 90;

/** What the filters of the list mean, of account `a` at $1. */
export const FILTERS: Readonly<Record<AccountFilter, string>> = {
  'never-activated': `a.password_hash is null and a.status = 'active'`,
  locked: `a.status = 'locked'`,
  disabled: `a.status = 'disabled'`,
  idle: `a.status = 'active' and a.password_hash is not null and a.idle_since < $1::timestamptz - interval '${IDLE_DAYS} days'`,
  postless: POSTLESS,
};
