import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is stored where, and whether it is still whole. */
export class FileStore1590969600011 implements MigrationInterface {
  readonly name = 'FileStore1590969600011';

  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`select`);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query(`select`);
  }
}
