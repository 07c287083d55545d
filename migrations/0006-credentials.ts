import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a person signs in with: one-time codes, second factor, resets; and accounts nobody uses any more. */
export class Credentials1590969600006 implements MigrationInterface {
  readonly name = 'Credentials1590969600006';

  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`
alter table account drop constraint account_status_check;
alter table account add constraint account_status_check check (status in ('active', 'locked', 'disabled'));
alter table account
  add column status_reason text,
  add column status_at timestamptz,
  add column status_by uuid references account,
  -- Set by somebody else: good for nothing but setting one's own.
  add column password_temporary boolean not null default false,
  -- Grows with every change of the password: what was made for an older one is dead.
  add column password_serial integer not null default 0,
  add column idle_since timestamptz,
  add column idle_warned_step smallint,
  add column idle_warned_at timestamptz;
-- Counting begins with the upgrade, so that nobody is disabled without having been warned.
update account set idle_since = now();
alter table account alter column idle_since set not null;
create index account_email on account (lower(email));
create index account_idle on account (idle_since, id) where status = 'active';

-- Opened with the password of this service, and not by another one that vouches for the person.
alter table session add column by_password boolean not null default true;
create index session_ended on session ((coalesce(revoked_at, expires_at)));

create table second_factor (
  account_id uuid primary key references account,
  -- AES-256-GCM: 12 bytes nonce, 16 bytes tag, the secret.
  sealed_secret bytea not null,
  created_at timestamptz not null,
  confirmed_at timestamptz,
  -- The last time step (Unix time / 30 s) whose code was accepted.
  last_step integer
);

create table recovery_code (
  account_id uuid not null references second_factor on delete cascade,
  digest bytea not null,
  used_at timestamptz,
  primary key (account_id, digest)
);

create table activation_code (
  id uuid primary key,
  account_id uuid not null references account,
  digest bytea not null,
  password_serial integer not null,
  issued_by uuid not null references account,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  used_from text,
  voided_at timestamptz,
  check (used_at is null or voided_at is null)
);
create unique index activation_code_open on activation_code (account_id) where used_at is null and voided_at is null;
create index activation_code_of_account on activation_code (account_id, issued_at desc);
create index activation_code_by_time on activation_code (issued_at desc, id desc);

create table password_reset (
  id uuid primary key,
  account_id uuid not null references account,
  digest bytea not null unique,
  password_serial integer not null,
  mailed_to text not null,
  requested_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  voided_at timestamptz
);
create index password_reset_of_account on password_reset (account_id, requested_at desc);
create index password_reset_by_time on password_reset (requested_at);
`);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query(`
drop table password_reset, activation_code, recovery_code, second_factor;
drop index session_ended;
alter table session drop column by_password;
drop index account_idle, account_email;
alter table account
  drop column status_reason,
  drop column status_at,
  drop column status_by,
  drop column password_temporary,
  drop column password_serial,
  drop column idle_since,
  drop column idle_warned_step,
  drop column idle_warned_at;
alter table account drop constraint account_status_check;
-- Nobody gets in again by a step back.
update account set status = 'locked' where status = 'disabled';
alter table account add constraint account_status_check check (status = any (array['active', 'locked']));
`);
  }
}
