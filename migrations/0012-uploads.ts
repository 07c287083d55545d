import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Uploads that can be cut and continued, and what units may store. */
export class Uploads1590969600012 implements MigrationInterface {
  readonly name = 'Uploads1590969600012';

  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`
create table upload (
  id uuid primary key,
  account_id uuid not null references account,
  unit_id uuid not null references unit,
  name text not null,
  size bigint not null check (size > 0),
  declared_sha256 text check (declared_sha256 ~ '^[0-9a-f]{64}$'),
  -- How far it was when somebody last wrote it down, for lists; the staged file itself says how far it is.
  received bigint not null default 0,
  -- What was known to be on the disk for good, and in which run of the machine: after a power failure only this is believed.
  synced bigint not null default 0,
  boot text,
  -- Which staged file counts: each process that takes over makes a new one, so that an older writer can no longer spoil it.
  generation integer not null default 0,
  media_type text,
  -- Set when all bytes have come and are verified, before they go into the store.
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  attachment_id uuid unique references attachment,
  created_at timestamptz not null,
  touched_at timestamptz not null,
  check (received between 0 and size and synced between 0 and size)
);
create index upload_of_account on upload (account_id, created_at desc, id desc);
create index upload_by_age on upload (touched_at);

-- Who is writing to an upload. A lease instead of a row lock: no transaction stays open for the length of a transfer. Unlogged: a
-- lease outlives no crash of the database, and taking one must not wait for the disk that the upload itself keeps busy.
create unlogged table upload_lock (
  upload_id uuid primary key,
  holder uuid not null,
  expires_at timestamptz not null,
  wanted boolean not null default false
);

-- One row per unit that has stored anything or has a quota of its own; kept in the transactions that store.
create table unit_storage (
  unit_id uuid primary key references unit,
  used_bytes bigint not null default 0 check (used_bytes >= 0),
  quota_mb integer check (quota_mb >= 0)
);
insert into unit_storage (unit_id, used_bytes)
  select unit_id, sum(size) from (select distinct unit_id, sha256, size from attachment) content group by unit_id;
create index attachment_of_unit_content on attachment (unit_id, sha256);
    `);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query(`
drop index attachment_of_unit_content;
drop table unit_storage, upload_lock, upload;
    `);
  }
}
