import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The list behind the bell, notifications on devices, and what the home pages look for. */
export class Notices1590969600018 implements MigrationInterface {
  readonly name = 'Notices1590969600018';

  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`
-- What somebody was told. Reading one is no receipt. What it says is made when it is shown.
create table notice (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references account,
  -- Whose business it is: without a post there the person no longer sees it.
  unit_id uuid not null references unit,
  kind text not null,
  key text not null,
  params jsonb not null,
  path text not null,
  urgency text not null,
  at timestamptz not null,
  read_at timestamptz,
  unique (account_id, kind, key)
);
create index notice_list on notice (account_id, at desc, id desc);
create index notice_unread on notice (account_id, at desc, id desc) where read_at is null;
create index notice_by_age on notice (at);

-- A browser that wants to be told. It holds as long as the session it was made in.
create table push_subscription (
  id uuid primary key,
  account_id uuid not null references account,
  session_id uuid not null references session on delete cascade,
  endpoint text not null,
  -- Endpoints are longer than an index takes.
  endpoint_hash bytea not null unique,
  p256dh text not null,
  auth text not null,
  user_agent text,
  made_at timestamptz not null,
  used_at timestamptz,
  failures integer not null default 0
);
create index push_subscription_of_account on push_subscription (account_id);
create index push_subscription_of_session on push_subscription (session_id);

-- What still has to be sent to a device; gone when it was sent or is no use any more.
create table push_message (
  subscription_id uuid not null references push_subscription on delete cascade,
  notice_id uuid not null references notice on delete cascade,
  next_at timestamptz not null,
  attempts integer not null default 0,
  primary key (subscription_id, notice_id)
);
create index push_message_of_notice on push_message (notice_id);
create index push_message_due on push_message (next_at);

-- What home pages begin with: few rows of large tables.
create index delivery_sent_back on delivery (sender_unit_id, refused_at) where state in ('refused', 'returned', 'undeliverable');
create index outgoing_document_under_way on outgoing_document (unit_id, updated_at desc, id desc) where state = 'dispatched';
create index outgoing_document_in_hand on outgoing_document (unit_id, updated_at) where state in ('submitted', 'approved', 'issued');
`);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query(`
drop index delivery_sent_back, outgoing_document_under_way, outgoing_document_in_hand;
drop table push_message, push_subscription, notice;
`);
  }
}
