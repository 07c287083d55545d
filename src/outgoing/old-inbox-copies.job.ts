import { Injectable, type OnModuleInit } from '@nestjs/common';
import { OldInboxes, type CopyKey, type TakingInbox } from '../legacy-inboxes/old-inboxes.ts';
import { Config } from '../platform/config/config.ts';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { JobHandler } from '../platform/jobs/job-handler.ts';
import { Mail } from '../platform/mail/mail.ts';
import { MAIL_LIMIT_BYTES } from './announce.job.ts';
import { COPY_TO_OLD_INBOXES } from './dispatch.tasks.ts';
import { oldInboxMail, type Copied } from './old-inbox-copies.texts.ts';

const COPY = 'outgoing.old-inbox-copy';
/** Units in one transaction. */
const BATCH = 500;

/** Copies that have not been taken back, refused or replaced; the sender may have left the old inboxes out. */
const COPIES = `select v.id, v.unit_id as "unitId", unit_name_on(v.unit_id, current_date) as "unitName", c.symbol, c.author_name as "authorName", c.urgency,
    c.subject, c.document_date::text as "documentDate", c.summary,
    array(select attachment_id from document_copy_attachment where copy_id = c.id order by position) as "attachmentIds",
    coalesce((select sum(a.size) from document_copy_attachment l join attachment a on a.id = l.attachment_id where l.copy_id = c.id), 0)::float8 as bytes
  from dispatch d join delivery v on v.dispatch_id = d.id and v.document_id = d.document_id join document_copy c on c.id = v.copy_id
  where d.id = $1 and d.old_inboxes_too and d.sent_at is not null and v.unit_id > $2 and v.purpose <> 'file' and v.channel = 'system'
    and v.state not in ('withdrawn', 'superseded', 'undeliverable')
  order by v.unit_id limit ${BATCH}`;

const STANDS = `select id from delivery where dispatch_id = $1 and unit_id = (select unit_id from legacy_inbox where id = $2)
  and state not in ('withdrawn', 'superseded', 'undeliverable')`;

const keyOf = ({ dispatchId, inboxId }: CopyKey): string => `${dispatchId}:${inboxId}`;

function copyOf(key: string): CopyKey {
  const [dispatchId = '', inboxId = ''] = key.split(':');
  return { dispatchId, inboxId };
}

/**
 * Until the cutover brings documents to old inboxes as well (product.md §7). One mail, with one Message-ID, for each dispatch and
 * inbox; whether it may still go is asked again before every try. Nothing that happens to it says anything about the delivery.
 */
@Injectable()
export class CopyToOldInboxes extends JobHandler<{ readonly dispatchId: string }> implements OnModuleInit {
  readonly task = COPY_TO_OLD_INBOXES;

  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly config: Config,
    private readonly oldInboxes: OldInboxes,
    private readonly mail: Mail,
  ) {
    super();
  }

  onModuleInit(): void {
    this.mail.beforeSending(COPY, ({ purposeKey }) => this.objection(copyOf(purposeKey)));
    this.mail.onOutcome(COPY, (tx, { purposeKey, sent, withheld }) =>
      this.oldInboxes.noteOutcome(tx, copyOf(purposeKey), sent ? 'sent' : withheld ? 'withheld' : 'failed'),
    );
  }

  async run({ dispatchId }: { readonly dispatchId: string }): Promise<void> {
    let after: string | null = '00000000-0000-0000-0000-000000000000';
    while (after) {
      const from: string = after;
      after = await this.work.run((tx) => this.copyBatch(tx, dispatchId, from));
    }
  }

  private async copyBatch(tx: Tx, dispatchId: string, after: string): Promise<string | null> {
    const rows = await tx.rows<Copied>(COPIES, [dispatchId, after]);
    const inboxes = await this.oldInboxes.takingOf(
      tx,
      rows.map(({ unitId }) => unitId),
    );
    const byUnit = new Map(rows.map((row) => [row.unitId, row]));
    const copies = inboxes.flatMap((inbox) => {
      const copied = byUnit.get(inbox.unitId);
      return copied ? [{ inbox, copied }] : [];
    });
    await this.oldInboxes.noteCopies(
      tx,
      copies.map(({ inbox, copied }) => ({ dispatchId, inboxId: inbox.id, deliveryId: copied.id })),
    );
    await this.mail.queue(
      tx,
      copies.map(({ inbox, copied }) => this.compose(dispatchId, inbox, copied)),
    );
    return rows.length === BATCH ? (rows.at(-1)?.unitId ?? null) : null;
  }

  private compose(dispatchId: string, inbox: TakingInbox, copied: Copied) {
    const isTooLarge = copied.bytes > MAIL_LIMIT_BYTES;
    const url = `${this.config.publicUrl}/incoming/${copied.id}`;
    return {
      purpose: COPY,
      purposeKey: keyOf({ dispatchId, inboxId: inbox.id }),
      recipient: { name: inbox.owner ?? copied.unitName, address: inbox.address },
      ...oldInboxMail(copied, { endsAt: this.oldInboxes.endsAt, url, isTooLarge }),
      attachmentIds: isTooLarge ? [] : copied.attachmentIds,
    };
  }

  /** What was taken back meanwhile does not go either. The rule of the date has the last word. */
  private async objection(copy: CopyKey): Promise<string | null> {
    const stands = await this.database.first(STANDS, [copy.dispatchId, copy.inboxId]);
    if (!stands) return 'withheld: the document was taken back or replaced';
    return this.oldInboxes.objectionToCopy(copy.inboxId);
  }
}
