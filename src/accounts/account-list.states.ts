/** Where a list of accounts stands. `not_needed`: nobody above wanted to be asked when it was listed. */
export const LIST_STATES = ['not_needed', 'waiting', 'approved', 'declined'] as const;
export type ListState = (typeof LIST_STATES)[number];

/** The state of list `l`. */
export const STATE_OF_LIST = `case when l.approved_at is not null then 'approved' when l.declined_at is not null then 'declined'
  when l.needs_approval then 'waiting' else 'not_needed' end`;

/** Account `a` came with a list that keeps it from getting a code or a password. */
export const IS_HELD_BY_LIST = `exists (select from account_list_entry e join account_list l on l.id = e.list_id
  where e.account_id = a.id and l.approved_at is null and (l.needs_approval or l.declined_at is not null))`;
