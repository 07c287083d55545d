import { Injectable } from '@nestjs/common';
import { Deliveries } from '../incoming/deliveries.service.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitsReader } from '../units/units.reader.ts';
import type { OutgoingDocument } from './outgoing.entity.ts';
import { printedLine } from './recipients.ts';
import type { LabelledLine } from './recipient-line.ts';

/** Hands the receivers' side what it will show for ever: the content, the author's name on the document's day, the Nơi nhận as printed. */
@Injectable()
export class DispatchContent {
  constructor(
    private readonly units: UnitsReader,
    private readonly deliveries: Deliveries,
  ) {}

  async freeze(
    tx: Tx,
    document: OutgoingDocument,
    lines: readonly LabelledLine[],
    fileIds: readonly string[],
    at: Date,
  ): Promise<string> {
    const unit = (await this.units.byIds(tx, [document.unitId], document.documentDate ?? undefined)).get(
      document.unitId,
    );
    const {
      kind,
      revision,
      typeCode,
      subject,
      summary,
      signerCapacity,
      signerName,
      signerTitle,
      urgency,
      respondBy,
      pageCount,
      documentDate,
    } = document;
    return this.deliveries.freeze(
      tx,
      {
        origin: 'system',
        documentId: document.id,
        revision,
        kind,
        authorUnitId: document.unitId,
        authorName: unit?.name ?? '',
        symbol: document.symbol ?? '',
        documentDate,
        typeCode,
        subject,
        summary,
        signerCapacity,
        signerName,
        signerTitle,
        urgency,
        respondBy,
        pageCount,
        place: unit?.place ?? '',
        recipientLines: lines.map((line) => ({ label: printedLine(line), purpose: line.purpose })),
        enteredBy: null,
        attachmentIds: fileIds,
      },
      at,
    );
  }
}
