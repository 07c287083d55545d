import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The old e-mail inboxes, on their road from use to retirement. */
export class LegacyInboxes1590969600019 implements MigrationInterface {
  readonly name = 'LegacyInboxes1590969600019';

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
  version integer not null default 1,
  created_at timestamptz not null,
  check ((imap_host is null) = (imap_port is null) and (imap_host is null) = (imap_security is null))
);
create index legacy_inbox_of_unit on legacy_inbox (unit_id, address);
create index legacy_inbox_by_state on legacy_inbox (state, address);

-- Who moved it, when and why. The state of the inbox is the last of these.
create table legacy_inbox_event (
  id uuid primary key,
  inbox_id uuid not null references legacy_inbox,
  at timestamptz not null,
  -- Null: the service itself, on the day.
  account_id uuid references account,
  from_state text,
  to_state text not null,
  act text not null,
  reason text,
  detail jsonb not null default '{}'
);
create index legacy_inbox_event_of_inbox on legacy_inbox_event (inbox_id, at, id);
select make_append_only('legacy_inbox_event');
`);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query(`
drop table legacy_inbox_event, legacy_inbox;
`);
  }
}
