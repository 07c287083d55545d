import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Acting for an absent colleague, handing over, keys for machines. */
export class Delegations1590969600007 implements MigrationInterface {
  readonly name = 'Delegations1590969600007';

  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`select`);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query(`select`);
  }
}
