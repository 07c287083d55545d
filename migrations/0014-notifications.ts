import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What each person wants to be told, and how. */
export class Notifications1590969600014 implements MigrationInterface {
  readonly name = 'Notifications1590969600014';

  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`select`);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query(`select`);
  }
}
