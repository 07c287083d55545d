import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Uploads that can be cut and continued. */
export class Uploads1590969600012 implements MigrationInterface {
  readonly name = 'Uploads1590969600012';

  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`select`);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query(`select`);
  }
}
