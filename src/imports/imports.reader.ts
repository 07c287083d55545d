import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Database } from '../platform/database/database.ts';
import type { Queries } from '../platform/database/tx.ts';
import type { Language } from '../platform/errors/problem.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { decodeCursor, toPage, type Page } from '../platform/http/keyset.ts';
import type { PageQuery } from '../platform/http/page.dto.ts';
import { UnitsReader } from '../units/units.reader.ts';
import { headingOf, type ImportKind } from './columns.policy.ts';
import type { ImportRowsQuery } from './imports.dto.ts';
import { canApply, canCancel } from './imports.states.ts';
import type { ImportApplicationWire, ImportProblemWire, ImportRowWire, ImportWire } from './imports.wire.ts';
import { sentence } from './problems.ts';
import type { Problem } from './table.ts';
import type { TableImport } from './table-import.entity.ts';
import type { TableImportRow } from './table-import-row.entity.ts';

type Row = Omit<TableImport, 'uploadedBy' | 'address' | 'appliedBy' | 'appliedFrom' | 'run' | 'day'> & {
  readonly unitName: string;
  readonly uploadedByName: string;
  readonly appliedByName: string | null;
};

/** $1 is today. */
const COLUMNS = `select i.id, i.kind, i.unit_id as "unitId", unit_name_on(i.unit_id, $1::date) as "unitName", i.file_name as "fileName",
    i.file_size as "fileSize", i.state, i.uploaded_at as "uploadedAt", up.display_name as "uploadedByName", i.problem, i.notes, i.phase,
    i.rows_done as "rowsDone", i.rows_total as "rowsTotal", i.totals, i.checked_at as "checkedAt",
    ap.display_name as "appliedByName", i.application_started_at as "applicationStartedAt", i.applied_at as "appliedAt",
    i.applied_rows as "appliedRows", i.left_out_rows as "leftOutRows", i.cancelled_at as "cancelledAt", i.purged_at as "purgedAt"
  from table_import i join account up on up.id = i.uploaded_by left join account ap on ap.id = i.applied_by`;

/** Imports for the units bound as $2 and everything below them. */
const LIST = `with recursive reach as (
    select unnest($2::uuid[]) as id
    union
    select u.id from unit u join reach r on u.parent_id = r.id
  ) ${COLUMNS} where i.unit_id in (select id from reach)
    and ($3::timestamptz is null or (i.uploaded_at, i.id) < ($3::timestamptz, $4::uuid))
  order by i.uploaded_at desc, i.id desc limit $5`;

type RowRow = Pick<
  TableImportRow,
  | 'position'
  | 'rowNo'
  | 'outcome'
  | 'key'
  | 'label'
  | 'changes'
  | 'problems'
  | 'warnings'
  | 'application'
  | 'leftOutBecause'
>;

const ROW_COLUMNS = `position, row_no as "rowNo", outcome, key, label, changes, problems, warnings, application,
  left_out_because as "leftOutBecause"`;

/** Imports as the administrators of their unit and above see them. */
@Injectable()
export class ImportsReader {
  constructor(
    private readonly database: Database,
    private readonly units: UnitsReader,
  ) {}

  /** Newest first. */
  async list(caller: Principal, query: PageQuery, language: Language): Promise<Page<ImportWire>> {
    const [at, id] = query.after ? decodeCursor(query.after, ['time', 'id']) : [null, null];
    const rows = await this.database.rows<Row>(LIST, [
      this.units.today(),
      caller.unitIds(['admin']),
      at,
      id,
      query.limit + 1,
    ]);
    return toPage(
      rows,
      query.limit,
      (row) => [row.uploadedAt.toISOString(), row.id],
      (row) => toWire(row, language),
    );
  }

  /** @throws request.not-found, access.role-needed */
  async one(caller: Principal, id: string, language: Language, queries: Queries = this.database): Promise<ImportWire> {
    const row = await queries.first<Row>(`${COLUMNS} where i.id = $2`, [this.units.today(), id]);
    if (!row) throw REQUEST.notFound();
    await this.units.requireAdmin(queries, caller, row.unitId);
    return toWire(row, language);
  }

  /** In the order of the file; what it does not name comes last. @throws request.not-found, access.role-needed */
  async rows(caller: Principal, id: string, query: ImportRowsQuery, language: Language): Promise<Page<ImportRowWire>> {
    const { kind } = await this.one(caller, id, language);
    const [after] = query.after ? decodeCursor(query.after, ['number']) : [0];
    const rows = await this.slice(id, query.outcome ?? null, Number(after), query.limit + 1);
    return toPage(
      rows,
      query.limit,
      (row) => [row.position],
      (row) => toRowWire(kind, row, language),
    );
  }

  /** All rows, a thousand at a time; ask `one` first whether the caller may have them. */
  async *allRows(id: string, kind: ImportKind, language: Language): AsyncGenerator<ImportRowWire> {
    const many = 1000;
    for (let after = 0; ;) {
      const rows = await this.slice(id, null, after, many);
      for (const row of rows) yield toRowWire(kind, row, language);
      if (rows.length < many) return;
      after = rows.at(-1)?.position ?? 0;
    }
  }

  private slice(id: string, outcome: string | null, after: number, limit: number): Promise<RowRow[]> {
    const narrowed = outcome === null ? '' : 'and outcome = $4';
    return this.database.rows<RowRow>(
      `select ${ROW_COLUMNS} from table_import_row where import_id = $1 and position > $2 ${narrowed} order by position limit $3`,
      outcome === null ? [id, after, limit] : [id, after, limit, outcome],
    );
  }
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

function toWire(row: Row, language: Language): ImportWire {
  const { id, kind, unitId, unitName, fileName, fileSize, state, uploadedByName, totals } = row;
  return {
    id,
    kind,
    unitId,
    unitName,
    fileName,
    fileSize,
    state,
    uploadedAt: row.uploadedAt.toISOString(),
    uploadedByName,
    problem: row.problem && toProblem(row.problem, language),
    notes: row.notes.map((note) => toProblem(note, language)),
    progress: { phase: row.phase, done: row.rowsDone, total: row.rowsTotal },
    totals: row.rowsTotal !== null && row.phase === 'done' && 'create' in totals ? { ...NONE, ...totals } : null,
    checkedAt: iso(row.checkedAt),
    application: applicationOf(row),
    cancelledAt: iso(row.cancelledAt),
    purgedAt: iso(row.purgedAt),
    can: { apply: canApply(state), cancel: canCancel(state) },
  };
}

const NONE = { create: 0, change: 0, same: 0, error: 0, absent: 0 };

function applicationOf(row: Row): ImportApplicationWire | null {
  if (!row.applicationStartedAt) return null;
  const { create = 0, change = 0 } = row.totals;
  return {
    startedAt: row.applicationStartedAt.toISOString(),
    byName: row.appliedByName ?? '',
    applied: row.appliedRows,
    leftOut: row.leftOutRows,
    total: create + change,
    endedAt: row.appliedAt?.toISOString() ?? null,
  };
}

function toRowWire(kind: ImportKind, row: RowRow, language: Language): ImportRowWire {
  const { rowNo, outcome, key, label, changes, application } = row;
  return {
    row: rowNo,
    outcome,
    key,
    label,
    changes: changes.map(({ field, from, to }) => ({ field, heading: headingOf(kind, field), from, to })),
    problems: row.problems.map((found) => toProblem(found, language)),
    warnings: row.warnings.map((found) => toProblem(found, language)),
    application,
    leftOutBecause: (row.leftOutBecause ?? []).map((found) => toProblem(found, language)),
  };
}

const toProblem = (found: Problem, language: Language): ImportProblemWire => ({
  code: found.code,
  field: found.field,
  detail: sentence(found, language),
});
