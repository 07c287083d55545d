import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Persons, the posts they hold at units, and their sessions. */
export class Accounts1590969600003 implements MigrationInterface {
  readonly name = 'Accounts1590969600003';

  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`
create table account (
  id uuid primary key,
  username text not null,
  display_name text not null,
  email text,
  password_hash text,
  status text not null default 'active' check (status in ('active', 'locked')),
  sample boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null
);
create unique index account_username on account (lower(username));

create table post (
  id uuid primary key,
  account_id uuid not null references account,
  unit_id uuid not null references unit,
  role text not null check (role in ('admin', 'clerk', 'leader', 'member')),
  title text not null,
  starts_at timestamptz not null,
  ends_at timestamptz,
  check (ends_at >= starts_at)
);
create unique index post_held on post (account_id, unit_id, role) where ends_at is null;
create index post_of_unit on post (unit_id);

create table session (
  id uuid primary key,
  account_id uuid not null references account,
  refresh_hash bytea not null,
  previous_refresh_hash bytea,
  rotated_at timestamptz not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  revoked_why text,
  address text,
  user_agent text
);
create index session_of_account on session (account_id, created_at desc);
`);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query(`drop table session, post, account`);
  }
}
