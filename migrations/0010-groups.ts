import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Groups in full: requests, rules, groups within groups; and the facts of units that rules ask for, through time. */
export class Groups1590969600010 implements MigrationInterface {
  readonly name = 'Groups1590969600010';

  async up(queries: QueryRunner): Promise<void> {
    await queries.query(UNIT_FACTS);
    await queries.query(GROUP_PARTS);
    await queries.query(REQUESTS_AND_EVENTS);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query(`
drop table recipient_group_event, recipient_group_request, recipient_group_link, recipient_group_exception, recipient_group_rule;
drop index recipient_group_member_of_unit;
drop index recipient_group_of_owner;
alter table recipient_group drop column keeper_post_id, drop column visibility;
drop trigger unit_facts on unit;
drop function note_unit_fact();
drop table unit_fact;
alter table unit drop column sector;
`);
  }
}

const UNIT_FACTS = `
alter table unit add column sector text
  check (sector in ('party', 'government', 'front', 'justice', 'armed_forces', 'business', 'education', 'health', 'press'));

-- What rules of groups ask of a unit, from-to as it was recorded: "who was in it that day" is answered from here.
create table unit_fact (
  unit_id uuid not null references unit,
  since timestamptz not null,
  until timestamptz,
  parent_id uuid references unit,
  kind text not null,
  sector text,
  channel text not null,
  is_open boolean not null,
  primary key (unit_id, since),
  check (until > since)
);
create unique index unit_fact_now on unit_fact (unit_id) where until is null;
create index unit_fact_children on unit_fact (parent_id);

-- Earlier moves were not written down: the facts of today are taken to have held since the unit was entered.
insert into unit_fact (unit_id, since, until, parent_id, kind, channel, is_open)
select id, created_at, end_at, parent_id, kind, channel, true
from unit, lateral (select closed_on::timestamp at time zone 'Asia/Ho_Chi_Minh' as end_at) e where end_at is null or end_at > created_at;
insert into unit_fact (unit_id, since, parent_id, kind, channel, is_open)
select id, greatest(created_at, closed_on::timestamp at time zone 'Asia/Ho_Chi_Minh'), parent_id, kind, channel, false
from unit where closed_on is not null;

-- A trigger, so that no way of writing a unit can forget it. The writer tells the time as gnvb.at; a change that is not later than the
-- one before it replaces it.
create function note_unit_fact() returns trigger language plpgsql as $$
declare
  at timestamptz := case when tg_op = 'INSERT' then new.created_at
    else coalesce(nullif(current_setting('gnvb.at', true), '')::timestamptz, clock_timestamp()) end;
  known unit_fact;
begin
  if tg_op = 'UPDATE' and row(new.parent_id, new.kind, new.sector, new.channel, new.closed_on is null)
    is not distinct from row(old.parent_id, old.kind, old.sector, old.channel, old.closed_on is null) then return null; end if;
  select * into known from unit_fact where unit_id = new.id and until is null for update;
  if known.since >= at then
    update unit_fact set parent_id = new.parent_id, kind = new.kind, sector = new.sector, channel = new.channel, is_open = new.closed_on is null
    where unit_id = new.id and since = known.since;
    return null;
  end if;
  update unit_fact set until = at where unit_id = new.id and until is null;
  insert into unit_fact values (new.id, at, null, new.parent_id, new.kind, new.sector, new.channel, new.closed_on is null);
  return null;
end $$;
create trigger unit_facts after insert or update on unit for each row execute function note_unit_fact();
`;

const GROUP_PARTS = `
alter table recipient_group
  add column visibility text not null default 'owner',
  add column keeper_post_id uuid references post,
  add check (visibility in ('owner', 'open'));
create index recipient_group_of_owner on recipient_group (owner_unit_id);
create index recipient_group_member_of_unit on recipient_group_member (unit_id) where left_at is null;

-- Versions: a change ends the one before. An empty list of sectors or channels means any; of kinds, the kinds of the block.
create table recipient_group_rule (
  id uuid primary key default gen_random_uuid(),
  group_id uuid not null references recipient_group,
  root_unit_id uuid not null references unit,
  reach text not null check (reach in ('children', 'below')),
  kinds text[] not null,
  sectors text[] not null,
  channels text[] not null,
  since timestamptz not null,
  until timestamptz
);
create unique index recipient_group_rule_now on recipient_group_rule (group_id) where until is null;
create index recipient_group_rule_of_group on recipient_group_rule (group_id);
create index recipient_group_rule_root on recipient_group_rule (root_unit_id) where until is null;

-- Units kept out of what the rule and the groups within bring in.
create table recipient_group_exception (
  id uuid primary key default gen_random_uuid(),
  group_id uuid not null references recipient_group,
  unit_id uuid not null references unit,
  since timestamptz not null,
  until timestamptz
);
create unique index recipient_group_exception_now on recipient_group_exception (group_id, unit_id) where until is null;
create index recipient_group_exception_of_group on recipient_group_exception (group_id);

create table recipient_group_link (
  id uuid primary key default gen_random_uuid(),
  parent_id uuid not null references recipient_group,
  child_id uuid not null references recipient_group,
  since timestamptz not null,
  until timestamptz,
  check (parent_id <> child_id)
);
create unique index recipient_group_link_now on recipient_group_link (parent_id, child_id) where until is null;
create index recipient_group_link_up on recipient_group_link (child_id);
`;

const REQUESTS_AND_EVENTS = `
create table recipient_group_request (
  id uuid primary key,
  group_id uuid not null references recipient_group,
  kind text not null check (kind in ('join', 'leave', 'handover')),
  -- Who wants in or out; of a handover, who is to own it.
  unit_id uuid not null references unit,
  state text not null default 'requested' check (state in ('requested', 'approved', 'refused', 'withdrawn')),
  reason text not null,
  asked_at timestamptz not null,
  asked_by_account_id uuid not null references account,
  asked_by_post_id uuid not null references post,
  asked_by_delegation_id uuid references delegation,
  answer text,
  answered_at timestamptz,
  answered_by_account_id uuid references account,
  answered_by_post_id uuid references post,
  answered_by_delegation_id uuid references delegation,
  check ((state = 'requested') = (answered_at is null))
);
-- One question of a unit at a time, and one handover of a group.
create unique index recipient_group_request_open on recipient_group_request (group_id, unit_id) where state = 'requested' and kind <> 'handover';
create unique index recipient_group_handover_open on recipient_group_request (group_id) where state = 'requested' and kind = 'handover';
create index recipient_group_request_of_group on recipient_group_request (group_id, asked_at desc, id desc);
create index recipient_group_request_of_unit on recipient_group_request (unit_id, asked_at desc, id desc);

create table recipient_group_event (
  id uuid primary key default gen_random_uuid(),
  group_id uuid not null references recipient_group,
  at timestamptz not null,
  act text not null check (act in ('create', 'change', 'join', 'leave', 'except', 'readmit', 'set-rule', 'drop-rule', 'add-group', 'drop-group',
    'set-keeper', 'hand-over', 'close')),
  by_right text not null check (by_right in ('owner', 'keeper', 'administrator', 'consent')),
  account_id uuid not null references account,
  account_name text not null,
  -- For whom it was done, by somebody standing in: null = in a post of their own.
  for_account_name text,
  delegation_id uuid references delegation,
  post_title text not null,
  post_unit_id uuid not null references unit,
  request_id uuid references recipient_group_request,
  unit_ids uuid[] not null,
  other_group_ids uuid[] not null,
  detail jsonb not null,
  -- Changes of one group wait for each other, so this is their order, those of one instant too.
  seq bigint not null generated always as identity
);
create unique index recipient_group_event_of_group on recipient_group_event (group_id, seq);
select make_append_only('recipient_group_event');
`;
