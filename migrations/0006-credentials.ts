import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a person signs in with: one-time codes, second factor, resets. */
export class Credentials1590969600006 implements MigrationInterface {
  readonly name = 'Credentials1590969600006';

  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`select`);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query(`select`);
  }
}
