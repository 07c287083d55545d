import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DerivedBlobs } from '../attachments/derived-blobs.ts';
import type { Principal } from '../platform/access/principal.ts';
import { Audit } from '../platform/audit/audit.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { lingerOver } from '../platform/http/linger.ts';
import { Outcome } from '../platform/http/outcome.ts';
import { ImportClaims } from './import-claims.ts';
import { MAIL_ARCHIVE } from './mail-archive.errors.ts';
import {
  AT_WORK,
  MAIL_IMPORT_STEPS,
  type MailImportAct,
  type MailImportState,
  type MailSource,
} from './mail-import.states.ts';
import type { MailImportWire } from './mail-import.wire.ts';
import { MailImportsReader, type KnownInbox } from './mail-imports.reader.ts';
import { MailUploads, type UploadedMailFile } from './mail-uploads.ts';

/** Begins, rests and ends the bringing over of old mails. */
@Injectable()
export class MailImports {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly reader: MailImportsReader,
    private readonly claims: ImportClaims,
    private readonly uploads: MailUploads,
    private readonly derived: DerivedBlobs,
  ) {}

  /** From its server; the one that is at work when there is one. @throws request.not-found, mail-archive.no-imap, .already-importing */
  start(caller: Principal, inboxId: string): Promise<Outcome<MailImportWire>> {
    return this.work.run(async (tx) => {
      const inbox = await this.reader.inbox(tx, caller, inboxId);
      const working = await this.working(tx, inbox);
      if (working?.source === 'imap') return Outcome.already(await this.reader.one(tx, caller, working.id));
      if (working) throw MAIL_ARCHIVE.alreadyImporting();
      if (!inbox.hasServer) throw MAIL_ARCHIVE.noImap();
      return Outcome.done(await this.make(tx, caller, inbox, 'imap', null));
    });
  }

  /**
   * From a file that comes with the request.
   * @throws request.not-found, mail-archive.already-importing, mail-archive.file-kind-refused, attachments.* of an upload
   */
  async upload(
    caller: Principal,
    inboxId: string,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<MailImportWire> {
    const inbox = await this.reader.inbox(this.database, caller, inboxId).catch((error: unknown) => {
      lingerOver(request.raw);
      throw error;
    });
    const file = await this.uploads.receive(request.raw, reply.raw);
    try {
      await file.part.keep();
      return await this.work.run(async (tx) => {
        if (await this.working(tx, inbox)) throw MAIL_ARCHIVE.alreadyImporting();
        await this.derived.record(tx, [file.part]);
        return this.make(tx, caller, inbox, file.source, file);
      });
    } finally {
      await file.part.discard();
    }
  }

  /** Rests from the next batch on, until somebody resumes it: what is being read just then is not written. @throws request.not-found, mail-archive.state-refused */
  pause(caller: Principal, id: string): Promise<Outcome<MailImportWire>> {
    return this.step(caller, id, 'pause', ['paused']);
  }

  /** @throws request.not-found, mail-archive.state-refused */
  resume(caller: Principal, id: string): Promise<Outcome<MailImportWire>> {
    return this.step(caller, id, 'resume', ['waiting', 'running', 'done']);
  }

  /** What was brought over stays. @throws request.not-found, mail-archive.state-refused */
  cancel(caller: Principal, id: string): Promise<Outcome<MailImportWire>> {
    return this.step(caller, id, 'cancel', ['cancelled']);
  }

  private step(
    caller: Principal,
    id: string,
    act: MailImportAct,
    done: readonly MailImportState[],
  ): Promise<Outcome<MailImportWire>> {
    return this.work.run(async (tx) => {
      const { inboxId } = await this.reader.one(tx, caller, id);
      const inbox = await this.reader.inbox(tx, caller, inboxId);
      const row = await tx.first<{ state: MailImportState }>(`select state from mail_import where id = $1 for update`, [
        id,
      ]);
      const state = row?.state ?? 'cancelled';
      if (done.includes(state)) return Outcome.already(await this.reader.one(tx, caller, id));
      const { from, to } = MAIL_IMPORT_STEPS[act];
      if (!from.includes(state)) throw MAIL_ARCHIVE.stateRefused({ state });
      await tx.run(
        `update mail_import set state = $2, state_since = $3, problem = null, failures = 0, claim = null, claimed_until = null,
           file_sha256 = case when $2 = 'cancelled' then null else file_sha256 end where id = $1`,
        [id, to, this.clock.now()],
      );
      if (to === 'waiting') await this.claims.enqueue(tx, id, inboxId);
      await this.note(tx, caller, inbox, id, act, {});
      return Outcome.done(await this.reader.one(tx, caller, id));
    });
  }

  /** Holds the inbox, so that two who press at once begin one. */
  private async working(
    tx: Tx,
    inbox: KnownInbox,
  ): Promise<{ readonly id: string; readonly source: MailSource } | null> {
    await tx.first(`select from legacy_inbox where id = $1 for no key update`, [inbox.id]);
    return tx.first<{ id: string; source: MailSource }>(
      `select id, source from mail_import where inbox_id = $1 and state = any($2)`,
      [inbox.id, AT_WORK],
    );
  }

  private async make(
    tx: Tx,
    caller: Principal,
    inbox: KnownInbox,
    source: MailSource,
    file: UploadedMailFile | null,
  ): Promise<MailImportWire> {
    const id = randomUUID();
    await tx.run(
      `insert into mail_import (id, inbox_id, source, state, state_since, requested_by, requested_at, file_name, file_sha256, file_size)
       values ($1, $2, $3, 'waiting', $4, $5, $4, $6, $7, $8)`,
      [
        id,
        inbox.id,
        source,
        this.clock.now(),
        caller.accountId,
        file?.name ?? null,
        file?.part.sha256 ?? null,
        file?.part.size ?? null,
      ],
    );
    await this.claims.enqueue(tx, id, inbox.id);
    await this.note(tx, caller, inbox, id, 'begin', { source, file: file?.name });
    return this.reader.one(tx, caller, id);
  }

  private note(
    tx: Tx,
    caller: Principal,
    inbox: KnownInbox,
    id: string,
    act: MailImportAct,
    detail: object,
  ): Promise<void> {
    return this.audit.record(tx, caller, {
      act: `mail-import.${act}`,
      subjectType: 'mail-import',
      subjectId: id,
      unitId: inbox.unitId,
      detail: { inboxId: inbox.id, address: inbox.address, ...detail },
    });
  }
}
