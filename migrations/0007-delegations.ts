import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Acting for an absent colleague, handing over, keys for machines. */
export class Delegations1590969600007 implements MigrationInterface {
  readonly name = 'Delegations1590969600007';

  async up(queries: QueryRunner): Promise<void> {
    await queries.query(DELEGATIONS);
    await queries.query(RECORDS);
    await queries.query(APPEND_WITH_DELEGATION);
    await queries.query(CUSTODY);
    await queries.query(MACHINES);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query(`
drop table api_key;
alter table account drop column kind;
drop table unit_vacancy;
alter table assignment drop column handed_over_from;
`);
    await queries.query(APPEND_WITHOUT_DELEGATION);
    await queries.query(`
alter table receipt drop column delegation_id, drop column for_account_id, drop column for_account_name;
alter table audit_entry drop column delegation_id;
alter table outgoing_step drop column delegation_id;
alter table dispatch drop column delegation_id;
alter table assignment drop column delegation_id;
alter table progress_note drop column delegation_id;
drop function posts_in_force(timestamptz);
drop index post_of_account;
drop table delegation;
`);
  }
}

const DELEGATIONS = `
-- A colleague may act in a post from-to. Never edited: ended early by ended_at, the first instant it no longer holds.
create table delegation (
  id uuid primary key,
  post_id uuid not null references post,
  receiver_id uuid not null references account,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  reason text not null,
  made_by uuid not null references account,
  made_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid references account,
  check (ends_at > starts_at and ends_at <= starts_at + interval '8784 hours'),
  check ((ended_at is null) = (ended_by is null))
);
create index delegation_of_post on delegation (post_id, ends_at);
create index delegation_of_receiver on delegation (receiver_id, ends_at);
create index post_of_account on post (account_id);

-- The one rule of who may act in which post at a moment: the holder, and whoever stands in. A delegation holds only while the
-- post itself is held, its holder's account is active, and the receiver still works at the same unit in a post of their own.
-- Plain SQL, so that the planner sees through it: a condition on account_id or unit_id reaches the indexes.
create function posts_in_force(moment timestamptz) returns table (id uuid, account_id uuid, unit_id uuid, role text, title text,
  starts_at timestamptz, delegation_id uuid, giver_id uuid, giver_name text, delegated_until timestamptz) language sql stable parallel safe as $$
  select p.id, p.account_id, p.unit_id, p.role, p.title, p.starts_at, null::uuid, null::uuid, null::text, null::timestamptz
  from post p where p.starts_at <= moment and (p.ends_at is null or p.ends_at > moment)
  union all
  select p.id, d.receiver_id, p.unit_id, p.role, p.title, d.starts_at, d.id, g.id, g.display_name, d.ends_at
  from delegation d join post p on p.id = d.post_id join account g on g.id = p.account_id
  where d.starts_at <= moment and d.ends_at > moment and (d.ended_at is null or d.ended_at > moment)
    and p.role <> 'admin' and p.starts_at <= moment and (p.ends_at is null or p.ends_at > moment) and g.status = 'active'
    and exists (select from post o where o.account_id = d.receiver_id and o.unit_id = p.unit_id
      and o.starts_at <= moment and (o.ends_at is null or o.ends_at > moment))
$$;
`;

const RECORDS = `
-- Who acted, for whom: null = in a post of their own.
alter table receipt add column delegation_id uuid, add column for_account_id uuid, add column for_account_name text,
  add constraint receipt_delegation check (num_nulls(delegation_id, for_account_id, for_account_name) in (0, 3));
alter table audit_entry add column delegation_id uuid;
alter table outgoing_step add column delegation_id uuid;
alter table dispatch add column delegation_id uuid references delegation;
alter table assignment add column delegation_id uuid references delegation;
alter table progress_note add column delegation_id uuid references delegation;
`;

/** The text of 0005, but for what `more` adds. */
const appendReceipts = (columns: string, more: string): string => `
create or replace function append_receipts(of_unit uuid, facts jsonb) returns void language plpgsql as $$
declare
  head receipt_chain;
  fact jsonb;
begin
  insert into receipt_chain values (of_unit, 0, sha256('')) on conflict do nothing;
  select * into head from receipt_chain where unit_id = of_unit for update;
  for fact in select * from jsonb_array_elements(facts) loop
    head.seq := head.seq + 1;
    head.hash := sha256(head.hash || decode(fact->>'leaf', 'hex'));
    insert into receipt${columns}
    select (fact->>'id')::uuid, of_unit, (fact->>'otherUnitId')::uuid, head.seq, (fact->>'deliveryId')::uuid, (fact->>'documentId')::uuid, fact->>'fact',
      (fact->>'accountId')::uuid, fact->>'accountName', (fact->>'postId')::uuid, fact->>'postRole', fact->>'postTitle',
      (fact->>'at')::timestamptz, (fact->>'revision')::integer, (fact->>'impliedBy')::uuid, fact->>'address', fact->'detail',
      decode(fact->>'leaf', 'hex'), head.hash${more};
  end loop;
  update receipt_chain set seq = head.seq, hash = head.hash where unit_id = of_unit;
end $$;
`;

const APPEND_WITHOUT_DELEGATION = appendReceipts('', '');
const APPEND_WITH_DELEGATION = appendReceipts(
  ` (id, unit_id, other_unit_id, seq, delivery_id, document_id, fact, account_id, account_name, post_id, post_role, post_title,
      at, revision, implied_by, address, detail, leaf, hash, delegation_id, for_account_id, for_account_name)`,
  `,
      (fact->>'delegationId')::uuid, (fact->>'forAccountId')::uuid, fact->>'forAccountName'`,
);

const CUSTODY = `
-- Work that came from somebody who left: the leader's instruction stays, the person in it changed.
alter table assignment add column handed_over_from uuid references account;

-- From when on nobody at a unit could receive, until somebody could again.
create table unit_vacancy (
  id uuid primary key,
  unit_id uuid not null references unit,
  since timestamptz not null,
  found_at timestamptz not null,
  filled_at timestamptz
);
create unique index unit_vacancy_now on unit_vacancy (unit_id) where filled_at is null;
`;

const MACHINES = `
-- A machine acts under its key alone: it has no password, so nobody signs in as one.
alter table account add column kind text not null default 'person' check (kind in ('person', 'machine')),
  add constraint account_machine_without_password check (kind = 'person' or password_hash is null);

-- What identifies a key is its digest: the key itself is shown once and stored nowhere.
create table api_key (
  id uuid primary key,
  account_id uuid not null unique references account,
  unit_id uuid not null references unit,
  name text not null,
  scopes text[] not null check (cardinality(scopes) > 0),
  digest bytea not null unique,
  prefix text not null,
  last_four text not null,
  made_by uuid not null references account,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  revoked_by uuid references account,
  check (expires_at > made_at and expires_at <= made_at + interval '8784 hours'),
  check ((revoked_at is null) = (revoked_by is null))
);
create index api_key_of_unit on api_key (unit_id, made_at desc, id desc);
-- Nothing about a key can be widened later: the service may only note its use and revoke it.
revoke update, delete on api_key from gnvb_app;
grant update (last_used_at, revoked_at, revoked_by) on api_key to gnvb_app;
`;
