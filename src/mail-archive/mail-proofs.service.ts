import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Audit } from '../platform/audit/audit.ts';
import { Clock } from '../platform/clock/clock.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { Outcome } from '../platform/http/outcome.ts';
import { Jobs } from '../platform/jobs/jobs.ts';
import { MAIL_ARCHIVE } from './mail-archive.errors.ts';
import { MailImportsReader } from './mail-imports.reader.ts';
import type { MailProofWire } from './mail-proof.wire.ts';
import { MailProofsReader } from './mail-proofs.reader.ts';
import { PROVE } from './prove.job.ts';

/** Asks for proofs. */
@Injectable()
export class MailProofs {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly jobs: Jobs,
    private readonly inboxes: MailImportsReader,
    private readonly reader: MailProofsReader,
  ) {}

  /** The one that is at work when there is one. @throws request.not-found, mail-archive.import-running */
  ask(caller: Principal, inboxId: string, everyHash: boolean): Promise<Outcome<MailProofWire>> {
    return this.work.run(async (tx) => {
      const inbox = await this.inboxes.inbox(tx, caller, inboxId);
      await tx.first(`select from legacy_inbox where id = $1 for no key update`, [inbox.id]);
      const asked = await tx.first<{ id: string }>(
        `select id from mail_proof where inbox_id = $1 and state in ('waiting', 'running')`,
        [inbox.id],
      );
      if (asked) return Outcome.already(await this.reader.one(tx, caller, asked.id));
      if (await tx.first(`select from mail_import where inbox_id = $1 and state in ('waiting', 'running')`, [inbox.id]))
        throw MAIL_ARCHIVE.importRunning();
      const id = randomUUID();
      await tx.run(
        `insert into mail_proof (id, inbox_id, state, requested_by, requested_at, every_hash, has_server) values ($1, $2, 'waiting', $3, $4, $5, $6)`,
        [id, inbox.id, caller.accountId, this.clock.now(), everyHash, inbox.hasServer],
      );
      await this.jobs.enqueue(tx, PROVE, { proofId: id }, { key: `mail-proof:${id}`, maxAttempts: 6 });
      await this.audit.record(tx, caller, {
        act: 'mail-proof.begin',
        subjectType: 'mail-proof',
        subjectId: id,
        unitId: inbox.unitId,
        detail: { inboxId: inbox.id, address: inbox.address, everyHash },
      });
      return Outcome.done(await this.reader.one(tx, caller, id));
    });
  }
}
