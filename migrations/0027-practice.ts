import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The practice area. `practice_progress` has rows in the real database alone, the other two in the practice area's alone. */
export class Practice1590969600027 implements MigrationInterface {
  readonly name = 'Practice1590969600027';

  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`
-- What somebody has done in the practice area, each for the first time; it stays when they start over.
create table practice_progress (
  account_id uuid not null references account,
  act text not null check (act in ('entered', 'opened', 'acknowledged', 'registered', 'approved', 'sent')),
  first_at timestamptz not null,
  primary key (account_id, act)
);

-- The units somebody practises with. The owner is an account of the real database: no key can lead there.
create table practice_world (
  id uuid primary key,
  owner_id uuid not null,
  office_id uuid not null references unit,
  unit_id uuid not null references unit,
  clerk_id uuid not null references account,
  leader_id uuid not null references account,
  office_clerk_id uuid not null references account,
  role text not null check (role in ('clerk', 'leader', 'office')),
  made_at timestamptz not null,
  closed_at timestamptz
);
create unique index practice_world_in_use on practice_world (owner_id) where closed_at is null;
create index practice_world_of_owner on practice_world (owner_id, made_at);

-- Documents of the course that were written for a role, in their order.
create table practice_lesson (
  world_id uuid not null references practice_world,
  role text not null,
  number smallint not null,
  document_id uuid not null references outgoing_document,
  primary key (world_id, role, number)
);
`);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query(`drop table practice_lesson, practice_world, practice_progress;`);
  }
}
