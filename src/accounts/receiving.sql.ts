/**
 * Who can receive at a unit, said once for every room that asks. `a` is an account, `u` the unit; `now` and `roles` name the values bound.
 */

/** People who work at unit `u` now. */
export const staffAt = (now: string, roles: string): string =>
  `from post p join account a on a.id = p.account_id where p.unit_id = u.id and p.role = any(${roles}::text[]) and p.starts_at <= ${now}
  and (p.ends_at is null or p.ends_at > ${now}) and a.status = 'active' and a.kind = 'person'`;

/** Has signed in or can: with a password of their own, or through the provider. */
export const CAN_SIGN_IN = `(a.password_hash is not null or exists (select from external_identity e where e.account_id = a.id and e.ended_at is null))`;

/** Has been here: sessions are forgotten after a while, but nobody but the person chooses a password that is not temporary. */
export const HAS_SIGNED_IN = `((a.password_hash is not null and not a.password_temporary) or exists (select from session s where s.account_id = a.id)
  or exists (select from external_identity e where e.account_id = a.id and e.ended_at is null))`;

/** Has a code that holds and is not used. */
export const hasCode = (now: string): string =>
  `exists (select from activation_code c where c.account_id = a.id and c.used_at is null and c.voided_at is null
    and c.password_serial = a.password_serial and c.expires_at > ${now})`;
