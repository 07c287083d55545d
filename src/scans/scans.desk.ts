import { Injectable } from '@nestjs/common';
import { AttachmentsReader } from '../attachments/attachments.reader.ts';
import { toAttachmentWire, type AttachmentWire } from '../attachments/attachment.wire.ts';
import { BlobScans } from '../attachments/blob-scans.ts';
import { mayRelease } from '../attachments/scan.states.ts';
import type { Principal } from '../platform/access/principal.ts';
import { Audit } from '../platform/audit/audit.ts';
import { Database } from '../platform/database/database.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Outcome } from '../platform/http/outcome.ts';
import type { ReleaseFile } from './scans.dto.ts';
import { SCANS } from './scans.errors.ts';
import { Scanner } from './scanner.ts';
import type { ScannerWire } from './scans.wire.ts';

/** What people do about scans: look after the scanner, and answer for what it cannot scan. */
@Injectable()
export class ScansDesk {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
    private readonly attachments: AttachmentsReader,
    private readonly blobScans: BlobScans,
    private readonly scanner: Scanner,
    private readonly audit: Audit,
  ) {}

  /** @throws request.not-found, access.role-needed, scans.not-releasable */
  async release(caller: Principal, id: string, { reason }: ReleaseFile): Promise<Outcome<AttachmentWire>> {
    const seen = await this.attachments.mine(caller, id);
    const actor = caller.actFor(seen.unitId, ['leader']);
    return this.work.run(async (tx) => {
      // A verdict that is being written comes first.
      const held = await tx.first(`select from blob where sha256 = $1 for share`, [seen.sha256]);
      const file = (await this.attachments.byIds(tx, [id])).get(id);
      if (!held || !file) throw REQUEST.notFound();
      if (file.scanState === 'released') return Outcome.already(toAttachmentWire(file));
      if (!mayRelease(file.scanState, this.scanner.isOn)) throw SCANS.notReleasable({ state: file.scanState });
      const isNew = await this.blobScans.release(tx, id, actor, reason);
      if (isNew)
        await this.audit.record(tx, actor, {
          act: 'release-unscanned',
          subjectType: 'attachment',
          subjectId: id,
          unitId: seen.unitId,
          detail: { reason, was: file.scanState, why: file.scanReason },
        });
      const released = toAttachmentWire({ ...file, scanState: 'released' });
      return isNew ? Outcome.done(released) : Outcome.already(released);
    });
  }

  async status(): Promise<ScannerWire> {
    const last = await this.database.first<{
      isWell: boolean;
      version: string | null;
      problem: string | null;
      checkedAt: Date;
    }>(`select is_well as "isWell", version, problem, checked_at as "checkedAt" from scanner_status`);
    const { count, since, lastError } = await this.blobScans.waiting(this.database);
    const known = last ? (last.isWell ? 'well' : 'failing') : 'unknown';
    return {
      state: this.scanner.isOn ? known : 'off',
      version: last?.version ?? null,
      problem: last?.problem ?? null,
      checkedAt: last?.checkedAt.toISOString() ?? null,
      waiting: count,
      waitingSince: since?.toISOString() ?? null,
      lastError,
    };
  }
}
