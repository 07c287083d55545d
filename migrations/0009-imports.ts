import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Units and accounts from tables, checked before anything is written. */
export class Imports1590969600009 implements MigrationInterface {
  readonly name = 'Imports1590969600009';

  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`
-- Whether somebody may see or manage a person is asked of all the person's posts, ended ones too.

create table table_import (
  id uuid primary key,
  kind text not null check (kind in ('units', 'accounts')),
  unit_id uuid not null references unit,
  file_name text not null,
  file_size integer not null,
  state text not null default 'checking' check (state in ('checking', 'unreadable', 'checked', 'applying', 'applied', 'cancelled')),
  uploaded_by uuid not null references account,
  uploaded_at timestamptz not null,
  address text,
  day date not null,
  problem jsonb,
  notes jsonb not null default '[]',
  phase text not null default 'reading' check (phase in ('reading', 'checking', 'done')),
  rows_done integer not null default 0,
  rows_total integer,
  totals jsonb not null default '{}',
  checked_at timestamptz,
  applied_by uuid references account,
  applied_from text,
  application_started_at timestamptz,
  applied_at timestamptz,
  applied_rows integer not null default 0,
  left_out_rows integer not null default 0,
  cancelled_at timestamptz,
  purged_at timestamptz,
  run uuid,
  check ((state in ('applying', 'applied')) = (applied_by is not null))
);
create index table_import_by_time on table_import (uploaded_at desc, id desc);
create index table_import_of_unit on table_import (unit_id, uploaded_at desc, id desc);
-- Two tables at once could each be right and together wrong: one at a time for each unit.
create unique index table_import_applying on table_import (unit_id) where state = 'applying';

-- The file as it was sent, until its rows are purged.
create table table_import_part (
  import_id uuid not null references table_import,
  no integer not null,
  bytes bytea not null,
  primary key (import_id, no)
);

-- What the check found, row by row; what is not in the file comes behind, without a row of the file.
create table table_import_row (
  import_id uuid not null references table_import,
  position integer not null,
  row_no integer,
  outcome text not null check (outcome in ('create', 'change', 'same', 'error', 'absent')),
  key text not null,
  label text not null,
  changes jsonb not null default '[]',
  problems jsonb not null default '[]',
  warnings jsonb not null default '[]',
  step integer,
  plan jsonb,
  application text check (application in ('applied', 'left_out')),
  left_out_because jsonb,
  primary key (import_id, position)
);
create index table_import_row_by_outcome on table_import_row (import_id, outcome, position);
create index table_import_row_to_apply on table_import_row (import_id, step, position) where plan is not null and application is null;
`);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query(`
drop table table_import_row, table_import_part, table_import;
`);
  }
}
