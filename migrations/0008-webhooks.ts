import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sign-in through another provider, and telling other systems what happened. */
export class Webhooks1590969600008 implements MigrationInterface {
  readonly name = 'Webhooks1590969600008';

  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`select`);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query(`select`);
  }
}
