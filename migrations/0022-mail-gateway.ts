import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Mail that still comes to the old inboxes. */
export class MailGateway1590969600022 implements MigrationInterface {
  readonly name = 'MailGateway1590969600022';

  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`
-- A mail as it came, once however often it was sent again and to however many addresses.
create table received_mail (
  id uuid primary key,
  -- The same as in archived_mail: a mail that was brought over from an old inbox is known when it comes again.
  content_key text not null unique check (length(content_key) = 64),
  sha256 text not null references blob,
  size bigint not null check (size > 0),
  message_id text,
  -- Empty: a bounce.
  envelope_from text not null,
  from_name text not null,
  from_address text not null,
  subject text not null,
  -- By the sender's own word.
  sent_at timestamptz,
  stored_at timestamptz not null,
  came_by text not null check (came_by in ('gateway', 'watch')),
  peer text not null,
  -- What the trusted front server found: {spf, dkim, dmarc}; null where nobody trusted looked.
  authentication jsonb,
  is_spam boolean not null,
  is_automatic boolean not null,
  -- Ids for In-Reply-To and References of an answer.
  thread text not null,
  -- Why its sender gets no automatic answer; null: they may get one.
  no_reply_because text,
  apart_at timestamptz,
  trouble text,
  text_body text not null default '',
  -- Sanitised, and how many pictures, frames and forms were left out.
  html_body text,
  left_out integer not null default 0,
  is_cut boolean not null default false
);
create index received_mail_of_blob on received_mail (sha256);
create index received_mail_by_sender on received_mail (envelope_from, stored_at);

create table received_mail_file (
  id uuid primary key,
  mail_id uuid not null references received_mail,
  position integer not null,
  name text not null,
  -- Null: a kind that is not taken in (programs, scripts, web pages); it stays in the message alone.
  media_type text,
  sha256 text references blob,
  size bigint not null,
  is_inline boolean not null,
  unique (mail_id, position),
  check ((media_type is null) = (sha256 is null))
);
create index received_mail_file_of_blob on received_mail_file (sha256);

-- The mail at a unit: one, to however many of its inboxes it went. 'before' the cutover it is kept and nothing else;
-- after it, it waits for the clerk.
create table arrived_mail (
  id uuid primary key,
  mail_id uuid not null references received_mail,
  unit_id uuid not null references unit,
  -- The instant that decides the side: when the gateway took it, or when the provider did.
  arrived_at timestamptz not null,
  side text not null check (side in ('before', 'after')),
  state text not null check (state in ('kept', 'waiting', 'registered', 'dismissed')),
  kept_because text check (kept_because in ('before-cutover', 'own-mail')),
  sender text not null,
  told_at timestamptz,
  delivery_id uuid unique references delivery,
  unique (unit_id, mail_id),
  check ((state = 'kept') = (kept_because is not null)),
  check ((state = 'registered') = (delivery_id is not null)),
  check (side = 'after' or state = 'kept')
);
create index arrived_mail_list on arrived_mail (unit_id, arrived_at desc, id desc);
create index arrived_mail_of_mail on arrived_mail (mail_id);
create index arrived_mail_senders on arrived_mail (unit_id, sender) where side = 'after';

create table arrived_mail_inbox (
  arrived_id uuid not null references arrived_mail,
  inbox_id uuid not null references legacy_inbox,
  at timestamptz not null,
  primary key (arrived_id, inbox_id)
);
create index arrived_mail_inbox_traffic on arrived_mail_inbox (inbox_id, at);

-- What the unit's people decided about it.
create table arrived_mail_act (
  id uuid primary key,
  -- In their order, also where two are of one moment.
  seq bigint not null generated always as identity,
  arrived_id uuid not null references arrived_mail,
  act text not null check (act in ('registered', 'dismissed', 'reopened')),
  code text,
  reason text,
  account_id uuid not null references account,
  post_id uuid not null references post,
  delegation_id uuid references delegation,
  at timestamptz not null,
  check ((act = 'dismissed') = (code is not null and reason is not null))
);
create index arrived_mail_act_of on arrived_mail_act (arrived_id, seq);
select make_append_only('arrived_mail_act');

-- Who was last answered when: once a week is enough.
create table automatic_reply (
  sender text primary key,
  at timestamptz not null
);

-- How far the inboxes at a provider have been read.
create table inbox_watch (
  inbox_id uuid primary key references legacy_inbox,
  uid_validity text,
  last_uid bigint not null default 0,
  state text not null default 'new' check (state in ('new', 'well', 'refused', 'unreachable', 'failing')),
  problem text,
  failures integer not null default 0,
  checked_at timestamptz,
  next_at timestamptz not null
);

-- An answer to a mail that came (RFC 3834): sent from nobody, so that nothing ever answers it.
alter table mail_message add column in_reply_to text, add column thread text;
`);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query(`
alter table mail_message drop column in_reply_to, drop column thread;
drop table inbox_watch, automatic_reply, arrived_mail_act, arrived_mail_inbox, arrived_mail, received_mail_file, received_mail;
`);
  }
}
