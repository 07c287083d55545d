import { Injectable } from '@nestjs/common';
import type { KnownFile } from '../attachments/attachments.reader.ts';
import { ScanGate } from '../attachments/scan-gate.ts';
import type { Principal } from '../platform/access/principal.ts';
import { STAFF } from '../platform/access/role.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { DeliveryLog } from './delivery-log.service.ts';
import { holdForReceiver } from './held-delivery.ts';
import { IncomingReader } from './incoming.reader.ts';

/** What asks for bytes without a person behind it: prefetching browsers, HEAD requests, later pieces of a started download. */
export interface Asking {
  readonly method: string;
  readonly purpose: string | undefined;
  readonly range: string | undefined;
}

/** Files of incoming documents. A download is its own fact, per person and file; it never counts as reading. */
@Injectable()
export class IncomingDownloads {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly log: DeliveryLog,
    private readonly reader: IncomingReader,
    private readonly gate: ScanGate,
  ) {}

  /** One file; the fact is in the log before the first byte leaves. @throws request.not-found, and what `ScanGate.refuse` throws */
  async one(caller: Principal, id: string, attachmentId: string, asking: Asking): Promise<KnownFile> {
    const { files } = await this.reader.attachmentsOf(this.database, caller, id);
    const file = files.find((f) => f.id === attachmentId);
    if (!file) throw REQUEST.notFound();
    await this.gate.refuse([file]);
    if (isPersonal(asking)) await this.record(caller, id, [file]);
    return file;
  }

  /** All files, and the name their zip should bear. */
  async all(caller: Principal, id: string, asking: Asking): Promise<{ name: string; files: KnownFile[] }> {
    const { row, files } = await this.reader.attachmentsOf(this.database, caller, id);
    await this.gate.refuse(files);
    if (isPersonal(asking)) await this.record(caller, id, files);
    return { name: `${row.symbol || row.subject}.zip`, files };
  }

  private async record(caller: Principal, id: string, files: readonly KnownFile[]): Promise<void> {
    await this.work.run(async (tx) => {
      const held = await holdForReceiver(tx, caller, id);
      const actor = caller.actFor(held.unitId, STAFF);
      const known = await tx.rows<{ file: string }>(
        `select detail->>'attachmentId' as file from receipt where delivery_id = $1 and account_id = $2 and fact = 'downloaded'`,
        [id, caller.accountId],
      );
      const seen = new Set(known.map((k) => k.file));
      const at = this.clock.now();
      const fresh = files.filter((file) => !seen.has(file.id));
      if (fresh.length === 0) return;
      const details = fresh.map((file) => ({ attachmentId: file.id, sha256: file.sha256 }));
      await this.log.note(tx, held, 'downloaded', held.unitId, actor, at, details);
      await tx.run(
        `update delivery set downloaded_at = coalesce(downloaded_at, $2), version = version + 1 where id = $1`,
        [id, at],
      );
    });
  }
}

function isPersonal(asking: Asking): boolean {
  if (asking.method !== 'GET' || asking.purpose?.includes('prefetch')) return false;
  return asking.range === undefined || asking.range.startsWith('bytes=0-');
}
