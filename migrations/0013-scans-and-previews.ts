import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether a file may be opened, and what can be shown of it. */
export class ScansAndPreviews1590969600013 implements MigrationInterface {
  readonly name = 'ScansAndPreviews1590969600013';

  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`select`);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query(`select`);
  }
}
