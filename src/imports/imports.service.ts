import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccountLists } from '../accounts/account-lists.service.ts';
import type { Principal } from '../platform/access/principal.ts';
import { Audit } from '../platform/audit/audit.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork, type RepeatKey } from '../platform/database/unit-of-work.ts';
import type { Language } from '../platform/errors/problem.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Outcome } from '../platform/http/outcome.ts';
import { Jobs } from '../platform/jobs/jobs.ts';
import { UnitsReader } from '../units/units.reader.ts';
import { fileKindOf } from './file-kinds.ts';
import { ImportUpload, type UploadedTable } from './import-upload.ts';
import { IMPORTS } from './imports.errors.ts';
import { ImportsReader } from './imports.reader.ts';
import { canApply, canCancel } from './imports.states.ts';
import type { ImportWire } from './imports.wire.ts';
import { APPLY_IMPORT, CHECK_IMPORT, IMPORT_TRIES } from './import-tasks.ts';
import { SealedParts } from './sealed-parts.ts';
import type { TableImport } from './table-import.entity.ts';

const PART = 1024 * 1024;

const INSERT = `insert into table_import (id, kind, unit_id, file_name, file_size, uploaded_by, uploaded_at, address, day)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;

const BEGIN = `update table_import set state = 'applying', applied_by = $2, applied_from = $3, application_started_at = $4 where id = $1`;

type Locked = Pick<TableImport, 'id' | 'state' | 'kind' | 'unitId' | 'uploadedBy'>;

/** What administrators do with tables: hand them in, apply what the check showed, or let it be. */
@Injectable()
export class Imports {
  constructor(
    private readonly uploads: ImportUpload,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly audit: Audit,
    private readonly units: UnitsReader,
    private readonly lists: AccountLists,
    private readonly reader: ImportsReader,
    private readonly parts: SealedParts,
  ) {}

  /** Takes a table in and has it checked; nothing of it is written anywhere else. */
  async upload(
    caller: Principal,
    request: FastifyRequest,
    reply: FastifyReply,
    repeat: RepeatKey | null,
    language: Language,
  ): Promise<ImportWire> {
    const table = await this.uploads.receive(request.raw, reply.raw);
    refuseNoTable(table.bytes);
    const { post } = caller.actForOnly(table.unitId, ['admin']);
    return this.work.once(withContent(repeat, table), async (tx) => {
      const id = await this.store(tx, caller, post.unitId, table);
      await this.jobs.enqueue(tx, CHECK_IMPORT, { importId: id }, { maxAttempts: IMPORT_TRIES });
      const detail = { kind: table.kind, size: table.bytes.length };
      await this.audit.record(tx, caller, { ...subject({ id, unitId: post.unitId }), act: 'import.upload', detail });
      return this.reader.one(caller, id, language, tx);
    });
  }

  /**
   * Has the rows written that the check showed as new or changed.
   * @returns `already` when it was begun before
   * @throws request.not-found, access.role-needed, imports.not-checked, imports.unreadable, imports.cancelled, imports.another-applies
   */
  async apply(caller: Principal, id: string, language: Language): Promise<Outcome<ImportWire>> {
    return this.work.run(async (tx) => {
      const held = await this.lock(tx, caller, id);
      if (held.state === 'applying' || held.state === 'applied')
        return Outcome.already(await this.reader.one(caller, id, language, tx));
      if (!canApply(held.state)) throw refusalOf(held);
      await refuseBeside(tx, held);
      await tx.run(BEGIN, [id, caller.accountId, caller.address, this.clock.now()]);
      if (held.kind === 'accounts') await this.lists.open(tx, { id, unitId: held.unitId, listedBy: held.uploadedBy });
      await this.jobs.enqueue(tx, APPLY_IMPORT, { importId: id }, { maxAttempts: IMPORT_TRIES });
      await this.audit.record(tx, caller, { ...subject(held), act: 'import.apply', detail: { kind: held.kind } });
      return Outcome.done(await this.reader.one(caller, id, language, tx));
    });
  }

  /**
   * Gives an import up before anything of it is applied.
   * @returns `already` when it was given up before
   * @throws request.not-found, access.role-needed, imports.unreadable, imports.begun
   */
  async cancel(caller: Principal, id: string, language: Language): Promise<Outcome<ImportWire>> {
    return this.work.run(async (tx) => {
      const held = await this.lock(tx, caller, id);
      if (held.state === 'cancelled') return Outcome.already(await this.reader.one(caller, id, language, tx));
      if (!canCancel(held.state)) throw held.state === 'unreadable' ? IMPORTS.unreadable() : IMPORTS.begun();
      await tx.run(`update table_import set state = 'cancelled', phase = 'done', cancelled_at = $2 where id = $1`, [
        id,
        this.clock.now(),
      ]);
      await this.audit.record(tx, caller, { ...subject(held), act: 'import.cancel' });
      return Outcome.done(await this.reader.one(caller, id, language, tx));
    });
  }

  private async store(tx: Tx, caller: Principal, unitId: string, table: UploadedTable): Promise<string> {
    const id = randomUUID();
    const { kind, name, bytes } = table;
    const values = [id, kind, unitId, name, bytes.length, caller.accountId, this.clock.now(), caller.address];
    await tx.run(INSERT, [...values, this.units.today()]);
    for (let from = 0; from < bytes.length; from += PART)
      await tx.run(`insert into table_import_part (import_id, no, bytes) values ($1, $2, $3)`, [
        id,
        from / PART,
        this.parts.keep(kind, id, from / PART, bytes.subarray(from, from + PART)),
      ]);
    return id;
  }

  private async lock(tx: Tx, caller: Principal, id: string): Promise<Locked> {
    const held = await tx.first<Locked>(
      `select id, state, kind, unit_id as "unitId", uploaded_by as "uploadedBy" from table_import where id = $1 for update`,
      [id],
    );
    if (!held) throw REQUEST.notFound();
    await this.units.requireAdmin(tx, caller, held.unitId);
    return held;
  }
}

/** Two that begin in the same moment do not see each other's rows yet: the one without the lock is second. */
async function refuseBeside(tx: Tx, { unitId }: Locked): Promise<void> {
  const first = await tx.first<{ ours: boolean }>(
    `select pg_try_advisory_xact_lock(hashtextextended('import of ' || $1, 0)) as ours`,
    [unitId],
  );
  const other = await tx.first(`select id from table_import where unit_id = $1 and state = 'applying'`, [unitId]);
  if (!first?.ours || other) throw IMPORTS.anotherApplies();
}

const subject = ({ id, unitId }: Pick<Locked, 'id' | 'unitId'>) => ({ subjectType: 'import', subjectId: id, unitId });

function refusalOf({ state }: Locked): Error {
  if (state === 'cancelled') return IMPORTS.cancelled();
  return state === 'unreadable' ? IMPORTS.unreadable() : IMPORTS.notChecked();
}

/** @throws imports.not-a-table, imports.old-excel, imports.encrypted */
function refuseNoTable(bytes: Buffer): void {
  const kind = fileKindOf(bytes);
  if (kind === 'encrypted') throw IMPORTS.encrypted();
  if (kind === 'xls') throw IMPORTS.oldExcel();
  if (kind === 'other') throw IMPORTS.notATable();
}

/** The same key with another file is another request, and must not get the first one's answer. */
function withContent(repeat: RepeatKey | null, { kind, unitId, name, bytes }: UploadedTable): RepeatKey | null {
  if (!repeat) return null;
  const said = createHash('sha256')
    .update(repeat.requestHash)
    .update(JSON.stringify([kind, unitId, name]))
    .update(bytes);
  return { ...repeat, requestHash: said.digest() };
}
