import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AccountsReader, type Contact } from '../accounts/accounts.reader.ts';
import { ScanGate } from '../attachments/scan-gate.ts';
import { Config } from '../platform/config/config.ts';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { JobHandler } from '../platform/jobs/job-handler.ts';
import { Jobs } from '../platform/jobs/jobs.ts';
import { parseMailAddress } from '../platform/mail/mail-address.ts';
import { Mail } from '../platform/mail/mail.ts';
import { Scans } from '../scans/scans.service.ts';
import { FILE_CLOSED, RELEASE } from './dispatch.tasks.ts';
import { dispatched, type DispatchRow } from './dispatch.rows.ts';
import { fileIdsOf } from './document-files.ts';
import { lockForService } from './held-document.ts';
import { ScanCancelling } from './scan-cancelling.ts';
import { downloadedMail, quarantinedMail } from './scan.texts.ts';

/** An infected file of a document that is out. */
interface Exposed {
  readonly documentId: string;
  readonly symbol: string | null;
  readonly unitId: string;
  readonly attachmentId: string;
  readonly name: string;
  readonly signature: string;
}

interface Downloaded {
  readonly id: string;
  readonly unitId: string;
  readonly symbol: string;
  readonly authorName: string;
}

/** A file turned out not to be clean: what waits with it is cancelled, and for what is out already its sender and its readers are told. */
@Injectable()
export class FileClosed extends JobHandler<{ readonly sha256: string }> implements OnModuleInit {
  readonly task = FILE_CLOSED;

  constructor(
    private readonly scans: Scans,
    private readonly gate: ScanGate,
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly jobs: Jobs,
    private readonly accounts: AccountsReader,
    private readonly cancelling: ScanCancelling,
    private readonly mail: Mail,
    private readonly config: Config,
  ) {
    super();
  }

  onModuleInit(): void {
    this.scans.onJudged(async (tx, { sha256, state }) => {
      if (state === 'clean') await this.jobs.enqueue(tx, RELEASE, {}, { key: 'outgoing.release:scanned' });
      else await this.jobs.enqueue(tx, FILE_CLOSED, { sha256 }, { key: `outgoing.file-closed:${sha256}` });
    });
  }

  /** Runs again without harm: dispatches are cancelled once, mails are unique per file, document and person. */
  async run({ sha256 }: { readonly sha256: string }): Promise<void> {
    const waiting = await this.database.rows<{ id: string; documentId: string }>(
      `select distinct d.id, d.document_id as "documentId" from dispatch d join outgoing_attachment f on f.document_id = d.document_id
         join attachment a on a.id = f.attachment_id
       where a.sha256 = $1 and d.sent_at is null and d.cancelled_at is null order by d.id`,
      [sha256],
    );
    for (const { id, documentId } of waiting) await this.work.run((tx) => this.cancel(tx, documentId, id));
    for (const exposed of await this.exposed(sha256)) await this.work.run((tx) => this.tell(tx, exposed));
  }

  private async cancel(tx: Tx, documentId: string, dispatchId: string): Promise<void> {
    const document = await lockForService(tx, documentId);
    const dispatch = await tx.first<DispatchRow>(
      `select * from dispatch where id = $1 and sent_at is null and cancelled_at is null for update`,
      [dispatchId],
    );
    const ids = await fileIdsOf(tx, documentId);
    await this.gate.hold(tx, ids);
    if (dispatch)
      await this.cancelling.cancelFor(tx, document, dispatched(dispatch), await this.gate.statesOf(tx, ids));
  }

  private exposed(sha256: string): Promise<Exposed[]> {
    return this.database.rows<Exposed>(
      `select o.id as "documentId", o.symbol, o.unit_id as "unitId", s.attachment_id as "attachmentId", s.name, s.signature
       from attachment_scan s join outgoing_attachment f on f.attachment_id = s.attachment_id join outgoing_document o on o.id = f.document_id
       where s.sha256 = $1 and s.state = 'infected' and exists (select from dispatch d where d.document_id = o.id and d.sent_at is not null)
       order by o.id, s.attachment_id`,
      [sha256],
    );
  }

  private async tell(tx: Tx, exposed: Exposed): Promise<void> {
    const { documentId, symbol, attachmentId, name, signature } = exposed;
    const file = { id: attachmentId, name, signature };
    const readers = await tx.rows<Downloaded>(
      `select v.id, v.unit_id as "unitId", c.symbol, c.author_name as "authorName" from delivery v join document_copy c on c.id = v.copy_id
       where v.document_id = $1 and exists (select from receipt r where r.delivery_id = v.id and r.fact = 'downloaded' and r.detail->>'attachmentId' = $2)
       order by v.id`,
      [documentId, attachmentId],
    );
    const contacts = await this.accounts.contactsOfUnits(tx, [exposed.unitId, ...readers.map((r) => r.unitId)]);
    const at = (unitId: string): Contact[] =>
      (contacts.get(unitId) ?? []).filter(({ email }) => parseMailAddress(email) !== null);
    const { publicUrl } = this.config;
    await this.mail.queue(tx, [
      ...at(exposed.unitId).map((person) => quarantinedMail({ id: documentId, symbol }, file, person, publicUrl)),
      ...readers.flatMap((reader) =>
        at(reader.unitId).map((person) => downloadedMail(reader, file, person, publicUrl)),
      ),
    ]);
  }
}
