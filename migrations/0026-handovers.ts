import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Handovers are kept and signed for by the person who takes over. */
export class Handovers1590969600026 implements MigrationInterface {
  readonly name = 'Handovers1590969600026';

  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`
-- What was handed over, as it was listed then: numbers and states, no document's words. A line for each unit.
create table handover (
  id uuid primary key,
  unit_id uuid not null references unit,
  from_id uuid not null references account,
  to_id uuid not null references account,
  reason text not null,
  obligations jsonb not null,
  made_by uuid not null references account,
  made_at timestamptz not null,
  signed_at timestamptz,
  signature_note text,
  check (signed_at is not null or signature_note is null)
);
create index handover_list on handover (made_at desc, id desc);
create index handover_of_unit on handover (unit_id, made_at desc, id desc);
create index handover_to_sign on handover (to_id, made_at desc, id desc);
create index handover_of_person on handover (from_id);
`);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query(`drop table handover;`);
  }
}
