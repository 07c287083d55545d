import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { CalendarInForce } from '../calendar/calendar-data.policy.ts';
import { PURPOSES, type Urgency } from '../calendar/deadlines.policy.ts';
import { WorkingCalendars } from '../calendar/working-calendars.reader.ts';
import type { Tx } from '../platform/database/tx.ts';
import { symbolKey } from '../registers/number-format.ts';
import type { Detail } from '../receipts/leaf.ts';
import { Receipts, type Witness } from '../receipts/receipts.service.ts';
import { DeliveryLog } from './delivery-log.service.ts';
import { STEPS } from './delivery.states.ts';
import type { DocumentCopy } from './delivery.entity.ts';
import { clockArrays, RESTART } from './delivery-clocks.ts';
import { deliverText, timeFor } from './deliver.sql.ts';
import { holdForSender, type HeldDelivery } from './held-delivery.ts';
import type { Delivered, RecipientQuery } from './recipient-query.ts';

/** What is sent: the content as it stands at this moment, which is what the receivers will see for ever. */
export type CopyContent = Omit<
  DocumentCopy,
  'id' | 'symbolKey' | 'retiredAs' | 'retiredBy' | 'enteredBy' | 'madeAt' | 'origin'
> & {
  readonly origin: DocumentCopy['origin'];
  readonly enteredBy: string | null;
  readonly attachmentIds: readonly string[];
};

/** A dispatch whose copies are in the table. */
export interface Dispatched {
  readonly id: string;
  readonly documentId: string;
  readonly copies: number;
}

/** One act of sending. */
export interface Sending {
  readonly dispatchId: string;
  readonly documentId: string;
  readonly senderUnitId: string;
  /** When it reaches the units; later than now when it is scheduled. */
  readonly at: Date;
  /** It waits: for its hour, or for its files to be scanned. */
  readonly isScheduled: boolean;
  /** The document was at no unit before; if it was after all, the database refuses the second copy. */
  readonly isFirst: boolean;
}

type Row = Omit<Delivered, 'countOf'> & {
  readonly perLine: Readonly<Record<string, number>>;
  readonly calendarNo: number;
};

/** Brings copies to units, and takes back what may be taken back. Called by the rooms that send, inside their transaction. */
@Injectable()
export class Deliveries {
  constructor(
    private readonly log: DeliveryLog,
    private readonly receipts: Receipts,
    private readonly calendars: WorkingCalendars,
  ) {}

  /** Freezes the content. A document that is sent to further units later keeps the copy it was first sent with. */
  async freeze(tx: Tx, content: CopyContent, at: Date): Promise<string> {
    const id = randomUUID();
    const { attachmentIds, ...copy } = content;
    const kept = await tx.first<{ id: string }>(
      `insert into document_copy (id, origin, document_id, revision, kind, author_unit_id, author_name, symbol, symbol_key, document_date, type_code, subject,
         summary, signer_capacity, signer_name, signer_title, urgency, respond_by, page_count, place, recipient_lines, entered_by, made_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)
       on conflict (document_id, revision) do update set document_id = excluded.document_id returning id`,
      [
        id,
        copy.origin,
        copy.documentId,
        copy.revision,
        copy.kind,
        copy.authorUnitId,
        copy.authorName,
        copy.symbol,
        symbolKey(copy.symbol),
        copy.documentDate,
        copy.typeCode,
        copy.subject,
        copy.summary,
        copy.signerCapacity,
        copy.signerName,
        copy.signerTitle,
        copy.urgency,
        copy.respondBy,
        copy.pageCount,
        copy.place,
        JSON.stringify(copy.recipientLines),
        copy.enteredBy,
        at,
      ],
    );
    if (kept?.id === id && attachmentIds.length > 0) {
      await tx.run(
        `insert into document_copy_attachment (copy_id, attachment_id, position) select $1, * from unnest($2::uuid[]) with ordinality`,
        [id, attachmentIds],
      );
    }
    return kept?.id ?? id;
  }

  /**
   * One row per recipient, in one statement whatever their number and without one of them leaving the database. A unit that has the
   * document already is left out.
   * @param most how many there can be: what the statement may cost follows from it
   */
  async deliver(
    tx: Tx,
    sending: Sending,
    copyId: string,
    urgency: Urgency,
    respondBy: Date | null,
    recipients: RecipientQuery,
    most: number,
  ): Promise<Delivered> {
    const say = (calendar: CalendarInForce) =>
      this.insert(tx, sending, copyId, urgency, respondBy, recipients, most, calendar);
    let calendar = await this.calendars.kept(tx);
    let row = await say(calendar);
    // Another version came into force since it was read: nothing was written, and it is computed anew.
    for (; row.calendarNo !== calendar.no; row = await say(calendar)) calendar = await this.calendars.load(tx);
    const { reached, made, sha256, perLine } = row;
    return { countOf: (line) => perLine[line + 1] ?? 0, reached, made, sha256 };
  }

  private async insert(
    tx: Tx,
    sending: Sending,
    copyId: string,
    urgency: Urgency,
    respondBy: Date | null,
    recipients: RecipientQuery,
    most: number,
    calendar: CalendarInForce,
  ): Promise<Row> {
    const clocks = clockArrays(calendar, recipients.purposes, { urgency, deliveredAt: sending.at, respondBy });
    const hasOwnHours = clocks.ownUnits.length > 0;
    const values = [
      ...recipients.values,
      sending.dispatchId,
      sending.documentId,
      copyId,
      sending.senderUnitId,
      sending.at,
      sending.isScheduled,
      recipients.purposes,
      clocks.openBy,
      clocks.acknowledgeBy,
      clocks.finishBy,
      clocks.rule,
      calendar.no,
      ...(hasOwnHours ? [clocks.ownUnits, clocks.ownShifts] : []),
    ];
    const text = deliverText(recipients.tables, recipients.values.length, sending.isFirst, hasOwnHours);
    const row = await tx.allow(timeFor(most), () => tx.first<Row>(text, values));
    if (!row) throw new Error('a count gave no row');
    return row;
  }

  /** The hour of a scheduled dispatch has come: its copies within the system arrive. */
  async release(tx: Tx, { id, documentId, copies }: Dispatched, at: Date): Promise<void> {
    await tx.allow(timeFor(copies), () =>
      tx.run(
        `update delivery set state = case when purpose = 'file' then 'done' else 'delivered' end, delivered_at = $3::timestamptz,
           done_at = case when purpose = 'file' then $3::timestamptz end, version = version + 1
         where document_id = $1 and dispatch_id = $2 and state = 'queued' and channel = 'system'`,
        [documentId, id, at],
      ),
    );
  }

  /** Starts the clocks of a held dispatch anew, from when it really arrives: nobody is late for what they did not have. */
  async restartClocks(
    tx: Tx,
    { id, documentId, copies }: Dispatched,
    urgency: Urgency,
    respondBy: Date | null,
    at: Date,
  ): Promise<void> {
    const calendar = await this.calendars.inForce(tx);
    const clocks = clockArrays(calendar, PURPOSES, { urgency, deliveredAt: at, respondBy });
    await tx.allow(timeFor(copies), () =>
      tx.run(RESTART, [
        documentId,
        id,
        clocks.purposes,
        clocks.openBy,
        clocks.acknowledgeBy,
        clocks.finishBy,
        clocks.rule,
        clocks.profiles,
        clocks.ownUnits,
        clocks.ownProfiles,
      ]),
    );
  }

  /** A scheduled dispatch is taken back: its copies were never seen, stay in the table as withdrawn, and bar nothing. */
  async takeBack(tx: Tx, { id, documentId, copies }: Dispatched): Promise<void> {
    await tx.allow(timeFor(copies), () =>
      tx.run(
        `update delivery set state = 'withdrawn', is_open = false, version = version + 1
         where document_id = $1 and dispatch_id = $2 and state = 'queued'`,
        [documentId, id],
      ),
    );
  }

  /** Says in the sender's chain what was sent to how many, under one receipt however many they are. */
  async proveDispatch(tx: Tx, sending: Sending, witness: Witness, revision: number, detail: Detail): Promise<void> {
    const { documentId, senderUnitId, at } = sending;
    await this.receipts.append(tx, senderUnitId, witness, at, [
      { fact: 'dispatched', deliveryId: null, documentId, otherUnitId: null, revision, detail },
    ]);
  }

  /** Ends those copies of a sender that nobody has opened or downloaded; the others are left as they are. */
  async endUnseen(
    tx: Tx,
    act: 'withdraw' | 'supersede',
    held: readonly HeldDelivery[],
    sender: { readonly unitId: string; readonly witness: Witness },
    at: Date,
    detail: Detail,
  ): Promise<void> {
    const unseen = held.filter((d) => STEPS[d.state][act] && d.openedAt === null && d.downloadedAt === null);
    await this.log.endAll(tx, unseen, act, sender.unitId, sender.witness, at, detail);
  }

  /** Locks a sender's deliveries of one document. */
  holdOfDocument(tx: Tx, documentId: string, senderUnitId: string): Promise<HeldDelivery[]> {
    return holdForSender(tx, 'documentId', documentId, senderUnitId);
  }

  /** Puts a banner on what receivers see: a later document replaced or revoked this one. */
  async retireCopy(tx: Tx, documentId: string, as: 'superseded' | 'revoked', by: string): Promise<void> {
    await tx.run(`update document_copy set retired_as = $2, retired_by = $3 where document_id = $1`, [
      documentId,
      as,
      by,
    ]);
  }
}
