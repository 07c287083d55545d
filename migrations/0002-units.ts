import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tree of units, their names through time, their terms, and the groups of them. */
export class Units1590969600002 implements MigrationInterface {
  readonly name = 'Units1590969600002';

  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`
create table unit (
  id uuid primary key,
  parent_id uuid references unit,
  code text not null unique,
  kind text not null check (kind in ('superior', 'block', 'agency', 'enterprise', 'school', 'body', 'person')),
  channel text not null default 'system' check (channel in ('system', 'email', 'paper')),
  email text,
  phone text,
  symbol text not null default 'ĐTN',
  symbol_style text not null default 'doan' check (symbol_style in ('doan', 'state')),
  numbering text not null default 'TERM' check (numbering in ('TERM', 'YEAR', 'NEVER')),
  place text not null default '',
  opened_on date not null,
  closed_on date,
  successor_id uuid references unit,
  version integer not null default 1,
  created_at timestamptz not null,
  check (channel <> 'email' or email is not null),
  check (id <> parent_id),
  check (successor_id is null or closed_on is not null)
);
create index unit_children on unit (parent_id);

-- A name holds from its day until the next row's day: no gap and no overlap can be written.
create table unit_name (
  unit_id uuid not null references unit,
  valid_from date not null,
  name text not null,
  short_name text not null,
  primary key (unit_id, valid_from)
);

create function unit_name_on(of_unit uuid, on_day date) returns text language sql stable parallel safe as $$
  select name from unit_name where unit_id = of_unit order by valid_from <= on_day desc, 
    case when valid_from <= on_day then valid_from end desc, valid_from limit 1
$$;

-- Is the unit the root itself or somewhere below it?
create function unit_within(of_unit uuid, root uuid) returns boolean language sql stable parallel safe as $$
  with recursive up as (
    select id, parent_id from unit where id = of_unit
    union all
    select u.id, u.parent_id from unit u join up on u.id = up.parent_id
  ) select exists (select from up where id = root)
$$;

create table term (
  id uuid primary key,
  unit_id uuid not null references unit,
  ordinal text not null,
  name text not null,
  starts_on date not null,
  ends_on date,
  unique (unit_id, starts_on),
  check (ends_on > starts_on)
);

create table recipient_group (
  id uuid primary key,
  owner_unit_id uuid not null references unit,
  name text not null,
  description text not null default '',
  closed_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null
);
create unique index recipient_group_name on recipient_group (owner_unit_id, lower(name)) where closed_at is null;

-- Membership is from-to, so that "who was in it that day" keeps an answer.
create table recipient_group_member (
  id uuid primary key default gen_random_uuid(),
  group_id uuid not null references recipient_group,
  unit_id uuid not null references unit,
  joined_at timestamptz not null,
  left_at timestamptz
);
create unique index recipient_group_member_now on recipient_group_member (group_id, unit_id) where left_at is null;
`);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query(`
drop table recipient_group_member, recipient_group, term;
drop function unit_within(uuid, uuid);
drop function unit_name_on(uuid, date);
drop table unit_name, unit;
`);
  }
}
