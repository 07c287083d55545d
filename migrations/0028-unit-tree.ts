import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tree of units is walked by its index, whatever its shape. */
export class UnitTree1590969600028 implements MigrationInterface {
  readonly name = 'UnitTree1590969600028';

  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`
-- Where all units hang from one office, the planner counts one parent and expects every unit to be a parent of all: it compared each unit with each
-- other instead of asking the index, and ten thousand recipients took six seconds. Told that a parent has two children, it asks the index.
alter table unit alter column parent_id set (n_distinct = -0.5);
-- It is read with the next statistics; those of a table that is still empty would be worse than none.
do $$ begin if exists (select from unit) then analyze unit; end if; end $$;
`);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query(`
alter table unit alter column parent_id reset (n_distinct);
do $$ begin if exists (select from unit) then analyze unit; end if; end $$;
`);
  }
}
