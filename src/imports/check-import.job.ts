import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { AccountStandings } from '../accounts/account-standings.reader.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { JobHandler, type JobContext } from '../platform/jobs/job-handler.ts';
import { LOGGER } from '../platform/log/logger.ts';
import { UnitsReader } from '../units/units.reader.ts';
import { ImportPlanning } from './import-planning.ts';
import { CHECK_IMPORT } from './import-tasks.ts';
import { SealedParts } from './sealed-parts.ts';
import { OUTCOMES, type PlannedRow } from './planned-row.ts';
import { readRows } from './read-rows.ts';
import { problem, UnreadableTable, type Problem } from './table.ts';
import type { TableImport } from './table-import.entity.ts';

/** Rows written in one transaction. */
const BATCH = 1000;

type Claimed = Pick<TableImport, 'id' | 'kind' | 'unitId' | 'uploadedBy' | 'address' | 'day'> & {
  readonly run: string;
};

const CLAIM = `update table_import set run = $2, phase = 'reading', rows_done = 0, rows_total = null
  where id = $1 and state = 'checking'
  returning id, kind, unit_id as "unitId", uploaded_by as "uploadedBy", address, day::text as day, run`;

const INSERT = `insert into table_import_row (import_id, position, row_no, outcome, key, label, changes, problems, warnings, step, plan)
  select $1, r.position, r.no, r.outcome, r.key, r.label, r.changes, r.problems, r.warnings, r.step, nullif(r.plan, 'null')
  from jsonb_to_recordset($2::jsonb) as r(position int, no int, outcome text, key text, label text, changes jsonb, problems jsonb,
    warnings jsonb, step int, plan jsonb)`;

/** Reads an uploaded table and finds out what each row would do. Nothing but the import's own rows is written. */
@Injectable()
export class CheckImport extends JobHandler<{ importId: string }> {
  readonly task = CHECK_IMPORT;

  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly planning: ImportPlanning,
    private readonly accounts: AccountStandings,
    private readonly units: UnitsReader,
    private readonly parts: SealedParts,
    @Inject(LOGGER) private readonly log: Logger,
  ) {
    super();
  }

  async run({ importId }: { importId: string }, { isLastAttempt }: JobContext): Promise<void> {
    const claimed = await this.claim(importId);
    if (!claimed) return;
    try {
      await this.check(claimed);
    } catch (error) {
      if (error instanceof UnreadableTable) return this.giveUp(claimed, error.problem);
      this.log.error({ err: error, importId }, 'a table could not be checked');
      if (!isLastAttempt) throw error;
      await this.giveUp(claimed, problem('unexpected'));
    }
  }

  /** From the beginning: what an attempt before this one had found is thrown away. */
  private claim(importId: string): Promise<Claimed | null> {
    return this.work.run(async (tx) => {
      const claimed = await tx.first<Claimed>(CLAIM, [importId, randomUUID()]);
      if (claimed) await tx.run(`delete from table_import_row where import_id = $1`, [importId]);
      return claimed;
    });
  }

  private async check(claimed: Claimed): Promise<void> {
    const { kind, unitId, day } = claimed;
    const { rows, notes } = await readRows(kind, await this.bytesOf(claimed), (done) => this.progress(claimed, done));
    if (rows.length === 0) throw new UnreadableTable('no-rows');
    const caller = await this.accounts.acting(this.database, claimed.uploadedBy, claimed.address);
    if (!caller || !(await this.units.administeredBy(this.database, caller, unitId)))
      throw new UnreadableTable('no-longer-administrator');
    const planned = await this.planning.plan(this.database, { kind, unitId, day, caller }, rows);
    await this.store(claimed, planned, notes);
  }

  private async bytesOf({ id, kind }: Claimed): Promise<Buffer> {
    const parts = await this.database.rows<{ no: number; bytes: Buffer }>(
      `select no, bytes from table_import_part where import_id = $1 order by no`,
      [id],
    );
    return Buffer.concat(parts.map(({ no, bytes }) => this.parts.open(kind, id, no, bytes)));
  }

  private async progress({ id, run }: Claimed, done: number): Promise<void> {
    await this.database.run(`update table_import set rows_done = $3 where id = $1 and run = $2`, [id, run, done]);
  }

  private async store(claimed: Claimed, planned: readonly PlannedRow[], notes: readonly Problem[]): Promise<void> {
    for (let from = 0; from < planned.length; from += BATCH) {
      const batch = planned.slice(from, from + BATCH).map((row, i) => ({ position: from + i + 1, ...row }));
      const values = [claimed.id, JSON.stringify(batch)];
      const isOurs = await this.whileOurs(claimed, async (tx) => {
        await tx.run(INSERT, values);
        await tx.run(`update table_import set phase = 'checking', rows_done = $2, rows_total = $3 where id = $1`, [
          claimed.id,
          from + batch.length,
          planned.length,
        ]);
      });
      if (!isOurs) return;
    }
    const totals = OUTCOMES.map((outcome) => [outcome, planned.filter((row) => row.outcome === outcome).length]);
    await this.whileOurs(claimed, (tx) =>
      tx.run(
        `update table_import set state = 'checked', phase = 'done', notes = $2, totals = $3, checked_at = $4 where id = $1`,
        [claimed.id, JSON.stringify(notes), JSON.stringify(Object.fromEntries(totals)), this.clock.now()],
      ),
    );
  }

  private async giveUp(claimed: Claimed, because: Problem): Promise<void> {
    await this.whileOurs(claimed, (tx) =>
      tx.run(
        `update table_import set state = 'unreadable', phase = 'done', problem = $2, checked_at = $3 where id = $1`,
        [claimed.id, JSON.stringify(because), this.clock.now()],
      ),
    );
  }

  /** Writes unless the import was cancelled, or another run has taken it over. */
  private whileOurs({ id, run }: Claimed, write: (tx: Tx) => Promise<unknown>): Promise<boolean> {
    return this.work.run(async (tx) => {
      const ours = await tx.first(
        `select id from table_import where id = $1 and run = $2 and state = 'checking' for update`,
        [id, run],
      );
      if (ours) await write(tx);
      return ours !== null;
    });
  }
}
