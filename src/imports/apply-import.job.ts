import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { AccountStandings } from '../accounts/account-standings.reader.ts';
import { ACCOUNTS } from '../accounts/accounts.errors.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/errors/domain-error.ts';
import { JobHandler, type JobContext } from '../platform/jobs/job-handler.ts';
import { LOGGER } from '../platform/log/logger.ts';
import { UNITS } from '../units/units.errors.ts';
import { UnitsReader } from '../units/units.reader.ts';
import { ApplyRows } from './apply-rows.ts';
import type { LeftOut, RowToApply } from './import-ground.ts';
import { APPLY_IMPORT } from './import-tasks.ts';
import { problem } from './table.ts';
import type { TableImport } from './table-import.entity.ts';

/** Rows of one transaction: few enough that nobody else waits long for the tree. */
const BATCH = 500;
/** Somebody else's unit or account of the same name commits in the same moment: then one looks again. */
const TRIES = 3;
const RACES = new Set([UNITS.codeTaken.code, ACCOUNTS.usernameTaken.code, ACCOUNTS.postHeld.code]);

type Applying = Pick<TableImport, 'id' | 'kind' | 'unitId' | 'day' | 'appliedBy' | 'appliedFrom'>;

const LOCK = `select id, kind, unit_id as "unitId", day::text as day, applied_by as "appliedBy", applied_from as "appliedFrom"
  from table_import where id = $1 and state = 'applying' for update`;

const NEXT = `select position, row_no as "rowNo", outcome, changes, plan, step from table_import_row
  where import_id = $1 and plan is not null and application is null order by step, position limit $2`;

const MARK = `update table_import_row r set application = m.application, left_out_because = nullif(m.because, 'null')
  from jsonb_to_recordset($2::jsonb) as m(position int, application text, because jsonb)
  where r.import_id = $1 and r.position = m.position`;

/**
 * Applies what a check has shown, batch by batch. A row is marked in the transaction that writes it, so that a killed process goes on
 * where it stopped and nothing is done twice.
 */
@Injectable()
export class ApplyImport extends JobHandler<{ importId: string }> {
  readonly task = APPLY_IMPORT;

  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly rows: ApplyRows,
    private readonly accounts: AccountStandings,
    private readonly units: UnitsReader,
    @Inject(LOGGER) private readonly log: Logger,
  ) {
    super();
  }

  async run({ importId }: { importId: string }, { signal, isLastAttempt }: JobContext): Promise<void> {
    try {
      await this.applyAll(importId, signal);
    } catch (error) {
      if (!isLastAttempt || signal.aborted) throw error;
      this.log.error({ err: error, importId }, 'the rest of an import is left out');
      await this.work.run((tx) => this.leaveRest(tx, importId));
    }
  }

  private async applyAll(importId: string, signal: AbortSignal): Promise<void> {
    for (let races = 0; ;) {
      signal.throwIfAborted();
      try {
        if (!(await this.work.run((tx) => this.batch(tx, importId)))) return;
        races = 0;
      } catch (error) {
        if (!(error instanceof DomainError) || !RACES.has(error.code) || ++races === TRIES) throw error;
        this.log.info({ importId, code: error.code }, 'somebody was faster; looking again');
      }
    }
  }

  /** @returns whether there may be more */
  private async batch(tx: Tx, importId: string): Promise<boolean> {
    const applying = await tx.first<Applying>(LOCK, [importId]);
    if (!applying) return false;
    const { kind, unitId, day } = applying;
    const rows = await nextRows(tx, importId);
    if (rows.length === 0) return this.finish(tx, importId);
    const caller = await this.accounts.acting(tx, applying.appliedBy ?? '', applying.appliedFrom);
    if (!caller || !(await this.units.administeredBy(tx, caller, unitId))) {
      await this.mark(tx, importId, rows, new Map(rows.map((row) => [row, [problem('no-longer-administrator')]])));
      return true;
    }
    await this.mark(tx, importId, rows, await this.rows.apply(tx, { importId, kind, unitId, day, caller }, rows));
    return true;
  }

  private async mark(tx: Tx, importId: string, rows: readonly RowToApply[], leftOut: LeftOut): Promise<void> {
    const marks = rows.map((row) => ({
      position: row.position,
      application: leftOut.has(row) ? 'left_out' : 'applied',
      because: leftOut.get(row) ?? null,
    }));
    await tx.run(MARK, [importId, JSON.stringify(marks)]);
    await tx.run(
      `update table_import set applied_rows = applied_rows + $2, left_out_rows = left_out_rows + $3 where id = $1`,
      [importId, rows.length - leftOut.size, leftOut.size],
    );
  }

  /** An import that cannot go on must not bar the unit from the next one. */
  private async leaveRest(tx: Tx, importId: string): Promise<void> {
    if (!(await tx.first(LOCK, [importId]))) return;
    const left = await tx.run(
      `update table_import_row set application = 'left_out', left_out_because = $2
       where import_id = $1 and plan is not null and application is null`,
      [importId, JSON.stringify([problem('unexpected')])],
    );
    await tx.run(`update table_import set left_out_rows = left_out_rows + $2 where id = $1`, [importId, left]);
    await this.finish(tx, importId);
  }

  private async finish(tx: Tx, importId: string): Promise<false> {
    await tx.run(`update table_import set state = 'applied', applied_at = $2 where id = $1`, [
      importId,
      this.clock.now(),
    ]);
    return false;
  }
}

/** As many whole steps as fit: the rows about one account belong together. */
async function nextRows(tx: Tx, importId: string): Promise<RowToApply[]> {
  const rows = await tx.rows<RowToApply & { step: number }>(NEXT, [importId, BATCH + 1]);
  if (rows.length <= BATCH) return rows;
  const last = rows.at(-1)?.step;
  return rows.filter(({ step }) => step !== last);
}
