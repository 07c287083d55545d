import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What every room stands on: the application's role, append-only tables, repeated requests, audit, mail, durable limits. */
export class Platform1590969600001 implements MigrationInterface {
  readonly name = 'Platform1590969600001';

  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`
-- The service works under this role; it owns nothing. The role belongs to the whole cluster, so several databases share it.
do $$ begin
  if not exists (select from pg_roles where rolname = 'gnvb_app') then create role gnvb_app nologin; end if;
exception when duplicate_object or unique_violation then null;
end $$;
grant usage on schema public to gnvb_app;
alter default privileges in schema public grant select, insert, update, delete on tables to gnvb_app;
alter default privileges in schema public grant usage on sequences to gnvb_app;

-- Behind DATABASE_URL the default collation is unknown, so Vietnamese order is asked for by name.
create collation vietnamese (provider = icu, locale = 'vi-VN');

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;

create function make_append_only(target regclass) returns void language plpgsql as $$
begin
  execute format('create trigger append_only before update or delete on %s for each row execute function refuse_change()', target);
  execute format('create trigger append_only_truncate before truncate on %s for each statement execute function refuse_change()', target);
  execute format('revoke update, delete, truncate on %s from gnvb_app', target);
end $$;

-- One row per Idempotency-Key of an account: written in the transaction whose answer it keeps.
create table answered_request (
  account_id uuid not null,
  key text not null,
  request_hash bytea not null,
  answer json,
  at timestamptz not null,
  primary key (account_id, key)
);
create index answered_request_age on answered_request (at);

create table audit_entry (
  id uuid primary key default gen_random_uuid(),
  at timestamptz not null,
  account_id uuid,
  post_id uuid,
  unit_id uuid,
  act text not null,
  subject_type text not null,
  subject_id uuid,
  address text,
  detail jsonb not null default '{}'
);
create index audit_entry_by_time on audit_entry (at desc, id desc);
create index audit_entry_of_unit on audit_entry (unit_id, at desc, id desc);
create index audit_entry_of_subject on audit_entry (subject_id, at desc);
select make_append_only('audit_entry');

-- Message-ID is fixed before the first try, so that a repeat after a lost answer is recognised as the same mail (hardening §1.10).
create table mail_message (
  id uuid primary key,
  purpose text not null,
  purpose_key text not null,
  message_id text not null unique,
  recipient_name text not null,
  recipient_address text not null,
  subject text not null,
  text_body text not null,
  html_body text,
  attachment_ids uuid[] not null default '{}',
  state text not null default 'queued' check (state in ('queued', 'sent', 'gave_up')),
  attempts integer not null default 0,
  last_error text,
  answer text,
  created_at timestamptz not null,
  sent_at timestamptz,
  unique (purpose, purpose_key)
);
create index mail_message_waiting on mail_message (created_at) where state = 'queued';

create table worker_heartbeat (
  worker_id text primary key,
  at timestamptz not null
);

-- The shape rate-limiter-flexible expects.
create table rate_limit (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);
`);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query(`
drop table rate_limit, worker_heartbeat, mail_message, audit_entry, answered_request;
drop function make_append_only(regclass);
drop function refuse_change();
drop collation vietnamese;
alter default privileges in schema public revoke select, insert, update, delete on tables from gnvb_app;
alter default privileges in schema public revoke usage on sequences from gnvb_app;
revoke usage on schema public from gnvb_app;
`);
  }
}
