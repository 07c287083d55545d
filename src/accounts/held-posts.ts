/**
 * The posts in which an account may act at $1, as JSON (`HeldPost[]`): own ones first, then those of absent colleagues. Who that is,
 * `posts_in_force` in the database decides.
 * @param more further fields of each post, beginning with a comma
 */
export const heldPosts = (accountId: string, more = ''): string => `
  select coalesce(json_agg(json_build_object('id', p.id, 'unitId', p.unit_id, 'role', p.role, 'title', p.title, 'delegation',
      case when p.delegation_id is not null then json_build_object('id', p.delegation_id, 'accountId', p.giver_id, 'accountName', p.giver_name,
        'endsAt', to_char(p.delegated_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) end${more})
    order by p.delegation_id is not null, p.starts_at, p.id), '[]')
  from posts_in_force($1) p where p.account_id = ${accountId}`;
