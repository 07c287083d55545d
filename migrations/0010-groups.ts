import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Groups in full: requests, rules, groups within groups. */
export class Groups1590969600010 implements MigrationInterface {
  readonly name = 'Groups1590969600010';

  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`select`);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query(`select`);
  }
}
