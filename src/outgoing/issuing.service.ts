import { Injectable } from '@nestjs/common';
import { ScanGate } from '../attachments/scan-gate.ts';
import { localDate } from '../calendar/working-calendar.ts';
import type { Principal } from '../platform/access/principal.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { Outcome } from '../platform/http/outcome.ts';
import { documentTypeOf, type DocumentTypeCode } from '../registers/document-types.ts';
import { NumberBooks, type TakenNumber } from '../registers/number-books.service.ts';
import { formatSymbol, LAST_NUMBER, symbolKey } from '../registers/number-format.ts';
import { REGISTERS } from '../registers/registers.errors.ts';
import type { UnitLine } from '../units/unit-line.ts';
import { UnitsReader } from '../units/units.reader.ts';
import { closedAmong, fileIdsOf } from './document-files.ts';
import { actorFor, advance, findDocument } from './held-document.ts';
import { NumberPeriods } from './number-periods.ts';
import type { IssueOutgoing } from './outgoing.dto.ts';
import type { OutgoingDocument } from './outgoing.entity.ts';
import { OUTGOING } from './outgoing.errors.ts';
import { WHO } from './outgoing.policy.ts';
import { OutgoingReader } from './outgoing.reader.ts';
import type { OutgoingDocumentWire } from './outgoing.wire.ts';

/** Ban hành: takes the number and freezes the content. Sending is another act, by another permission. */
@Injectable()
export class Issuing {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly units: UnitsReader,
    private readonly periods: NumberPeriods,
    private readonly books: NumberBooks,
    private readonly reader: OutgoingReader,
    private readonly gate: ScanGate,
  ) {}

  issue(caller: Principal, id: string, body: IssueOutgoing): Promise<Outcome<OutgoingDocumentWire>> {
    return this.work.run(async (tx) => {
      const seen = await findDocument(tx, caller, id, 'for update');
      if (seen.state === 'issued') {
        // Done already is no answer for those who may not do it.
        caller.actFor(seen.unitId, WHO.issue);
        return Outcome.already(await this.reader.document(tx, caller, id));
      }
      const actor = actorFor(caller, seen, 'issue');
      await this.refuseClosedFiles(tx, id);
      const today = localDate(this.clock.now());
      const issuedAt = await this.takeNumber(tx, seen, body.documentDate ?? today, today);
      await advance(tx, { id, state: seen.state }, 'issue', actor, issuedAt);
      return Outcome.done(await this.reader.document(tx, caller, id));
    });
  }

  /** Issuing freezes the files: those that can never be sent are found out before the number is taken, not after. */
  private async refuseClosedFiles(tx: Tx, id: string): Promise<void> {
    const ids = await fileIdsOf(tx, id);
    await this.gate.hold(tx, ids);
    const [closed] = closedAmong(await this.gate.statesOf(tx, ids));
    if (closed) throw closed;
  }

  /** @returns when the number was taken */
  private async takeNumber(tx: Tx, document: OutgoingDocument, documentDate: string, today: string): Promise<Date> {
    if (documentDate > today) throw OUTGOING.dateInFuture();
    const unit = (await this.units.byIds(tx, [document.unitId])).get(document.unitId);
    if (!unit) throw new Error('a document without its unit');
    const period = await this.periods.of(tx, unit, documentDate);
    const taken = await this.books.take(
      tx,
      { unitId: unit.id, direction: 'outgoing', typeCode: document.typeCode, period },
      document.id,
    );
    await refuseEarlierDate(tx, taken, documentDate);
    const symbol = symbolOf(document, unit, taken.number);
    // The CHECK that ties numbers to states holds at once, so number and state change in one statement; `advance` then writes the step.
    await tx.run(
      `update outgoing_document set state = 'issued', book_id = $2, number = $3, symbol = $4, symbol_key = $5, document_date = $6, issued_at = $7 where id = $1`,
      [document.id, taken.bookId, taken.number, symbol, symbolKey(symbol), documentDate, taken.at],
    );
    return taken.at;
  }
}

/** @throws outgoing.unknown-type when the unit has changed its style since the draft was written, registers.book-full */
function symbolOf({ typeCode }: OutgoingDocument, { symbolStyle, symbol }: UnitLine, number: number): string {
  const type = typeCode as DocumentTypeCode;
  if (documentTypeOf(type).abbreviation[symbolStyle] === null) throw OUTGOING.unknownType({ typeCode });
  if (number > LAST_NUMBER) throw REGISTERS.bookFull({ last: LAST_NUMBER });
  return formatSymbol({ style: symbolStyle, number, suffix: null, type, issuerSymbol: symbol });
}

/** Numbers and dates run the same way through a book. */
async function refuseEarlierDate(tx: Tx, taken: TakenNumber, documentDate: string): Promise<void> {
  const last = await tx.first<{ day: string }>(
    `select document_date::text as day from outgoing_document where book_id = $1 and number = $2`,
    [taken.bookId, taken.number - 1],
  );
  if (last && documentDate < last.day) throw OUTGOING.dateBeforeLast({ last: last.day });
}
