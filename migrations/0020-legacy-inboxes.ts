import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The old e-mail inboxes, on their road from use to retirement. */
export class LegacyInboxes1590969600020 implements MigrationInterface {
  readonly name = 'LegacyInboxes1590969600020';

  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`
create table legacy_inbox (
  id uuid primary key,
  unit_id uuid not null references unit,
  -- Lower case: one inbox is listed once, however it is written.
  address text not null unique check (address = lower(address)),
  -- Who holds it, as the office calls them; null: unknown.
  owner text,
  imap_host text,
  imap_port integer check (imap_port between 1 and 65535),
  imap_security text check (imap_security in ('tls', 'starttls', 'none')),
  imap_user text,
  -- Sealed; whoever has only the database has nothing.
  imap_secret bytea,
  state text not null default 'active' check (state in ('active', 'dual_run', 'frozen', 'imported', 'retired')),
  state_since timestamptz not null,
  note text,
  -- Closed for good: there is no way back from here. Only a retired one is.
  closed_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null,
  check (closed_at is null or state = 'retired'),
  check ((imap_host is null) = (imap_port is null) and (imap_host is null) = (imap_security is null))
);
create index legacy_inbox_of_unit on legacy_inbox (unit_id, address);
create index legacy_inbox_by_state on legacy_inbox (state, address);

-- Who moved it, when and why. The state of the inbox is the last of these.
create table legacy_inbox_event (
  id uuid primary key,
  inbox_id uuid not null references legacy_inbox,
  -- The version of the inbox it made.
  no integer not null,
  at timestamptz not null,
  -- Null: the service itself, on the day.
  account_id uuid references account,
  from_state text,
  to_state text not null,
  act text not null,
  reason text,
  detail jsonb not null default '{}',
  unique (inbox_id, no)
);
select make_append_only('legacy_inbox_event');

-- Until the date a dispatch may also go to the old inboxes; the sender can leave them out.
alter table dispatch add column old_inboxes_too boolean not null default true;

-- Copies of dispatches that went, or would have gone, to old inboxes. Reading one there is no receipt.
create table legacy_copy (
  dispatch_id uuid not null references dispatch,
  inbox_id uuid not null references legacy_inbox,
  delivery_id uuid not null references delivery,
  made_at timestamptz not null,
  outcome text check (outcome in ('sent', 'withheld', 'failed')),
  ended_at timestamptz,
  primary key (dispatch_id, inbox_id),
  check ((outcome is null) = (ended_at is null))
);
create index legacy_copy_of_delivery on legacy_copy (delivery_id);
create index legacy_copy_of_inbox on legacy_copy (inbox_id, made_at);

-- Reminders through the old inbox itself: at most one a day (Vietnam's days) for each.
create table legacy_reminder (
  inbox_id uuid not null references legacy_inbox,
  day date not null,
  at timestamptz not null,
  account_id uuid not null references account,
  primary key (inbox_id, day)
);
create index legacy_reminder_by_day on legacy_reminder (day, inbox_id);

-- One row: whether everybody may see how far the move is.
create table cutover_scoreboard (
  one boolean primary key default true check (one),
  shown boolean not null default false,
  -- Names of units, and not only numbers.
  names boolean not null default false,
  changed_at timestamptz,
  changed_by uuid references account
);
insert into cutover_scoreboard default values;

alter table table_import drop constraint table_import_kind_check;
alter table table_import add constraint table_import_kind_check check (kind in ('units', 'accounts', 'legacy-inboxes'));
`);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query(`
delete from table_import_row where import_id in (select id from table_import where kind = 'legacy-inboxes');
delete from table_import_part where import_id in (select id from table_import where kind = 'legacy-inboxes');
delete from table_import where kind = 'legacy-inboxes';
alter table table_import drop constraint table_import_kind_check;
alter table table_import add constraint table_import_kind_check check (kind in ('units', 'accounts'));
drop table cutover_scoreboard, legacy_reminder, legacy_copy;
alter table dispatch drop column old_inboxes_too;
drop table legacy_inbox_event, legacy_inbox;
`);
  }
}
