import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AttachmentsReader } from '../attachments/attachments.reader.ts';
import { localDate } from '../calendar/working-calendar.ts';
import { WorkingCalendars } from '../calendar/working-calendars.reader.ts';
import type { Actor, Principal } from '../platform/access/principal.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork, type RepeatKey } from '../platform/database/unit-of-work.ts';
import { isDocumentTypeCode } from '../registers/document-types.ts';
import { symbolKey } from '../registers/number-format.ts';
import { refuseSecrets } from '../registers/secrecy.ts';
import { clocksOf } from './delivery-clocks.ts';
import { DeliveryLog } from './delivery-log.service.ts';
import { Deliveries } from './deliveries.service.ts';
import { holdForReceiver } from './held-delivery.ts';
import { IncomingActs } from './incoming.acts.ts';
import type { EnterIncoming } from './incoming.dto.ts';
import { INCOMING } from './incoming.errors.ts';
import { IncomingReader } from './incoming.reader.ts';
import type { IncomingDocumentWire } from './incoming.wire.ts';

/** Documents that came on paper or by mail, typed in by the clerk who received them, with their scans. */
@Injectable()
export class Entries {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly attachments: AttachmentsReader,
    private readonly deliveries: Deliveries,
    private readonly log: DeliveryLog,
    private readonly acts: IncomingActs,
    private readonly reader: IncomingReader,
    private readonly calendars: WorkingCalendars,
  ) {}

  /** Enters it and, unless told otherwise, gives it its số đến at once: it lies before the clerk, so it is opened and acknowledged too. */
  enter(caller: Principal, repeat: RepeatKey | null, body: EnterIncoming): Promise<IncomingDocumentWire> {
    caller.actForOnly(body.unitId, ['clerk']);
    refuseSecrets(body.secrecy, [body.subject, body.symbol]);
    return this.work.once(repeat, async (tx) => this.reader.document(tx, caller, await this.enterIn(tx, caller, body)));
  }

  /** The same as part of another act. @returns the id of the incoming document */
  async enterIn(tx: Tx, caller: Principal, body: EnterIncoming): Promise<string> {
    const actor = caller.actForOnly(body.unitId, ['clerk']);
    refuseSecrets(body.secrecy, [body.subject, body.symbol]);
    const at = this.clock.now();
    await this.check(tx, actor, body, at);
    const id = await this.insert(tx, actor, body, at);
    if (body.register) await this.acts.enterInBook(tx, await holdForReceiver(tx, caller, id), actor, at, '');
    return id;
  }

  private async check(tx: Tx, actor: Actor, body: EnterIncoming, at: Date): Promise<void> {
    if (body.typeCode && !isDocumentTypeCode(body.typeCode)) throw INCOMING.unknownType({ typeCode: body.typeCode });
    if (body.arrivedOn && body.arrivedOn > localDate(at)) throw INCOMING.arrivedInFuture();
    const owned = await this.attachments.ownedBy(tx, actor.post.unitId, body.attachmentIds);
    const missing = body.attachmentIds.filter((id) => !owned.has(id));
    if (missing.length > 0) throw INCOMING.unknownAttachments({ attachments: missing.join(', ') });
    if (!body.acceptDuplicate && body.symbol) await this.refuseDuplicate(tx, actor.post.unitId, body);
  }

  /** The clerk is warned of a twin, as the decree asks (ND30 Annex VI.I): same symbol, same author. */
  private async refuseDuplicate(tx: Tx, unitId: string, body: EnterIncoming): Promise<void> {
    const twin = await tx.first<{ arrived: Date }>(
      `select v.delivered_at as arrived from document_copy c join delivery v on v.copy_id = c.id
       where c.symbol_key = $1 and lower(c.author_name) = lower($2) and v.unit_id = $3 limit 1`,
      [symbolKey(body.symbol), body.authorName, unitId],
    );
    if (twin) throw INCOMING.duplicate({ symbol: body.symbol, arrivedOn: localDate(twin.arrived) });
  }

  private async insert(tx: Tx, actor: Actor, body: EnterIncoming, at: Date): Promise<string> {
    const copyId = await this.deliveries.freeze(tx, contentOf(body, actor), at);
    const { urgency, purpose } = body;
    const occasion = { urgency, purpose, deliveredAt: at, respondBy: null };
    const clocks = clocksOf(await this.calendars.inForce(tx), actor.post.unitId, occasion);
    const id = randomUUID();
    await tx.run(
      `insert into delivery (id, copy_id, unit_id, purpose, channel, state, is_open, open_by, acknowledge_by, finish_by, deadline_rule)
       values ($1, $2, $3, $4, $5, 'queued', true, $6, $7, $8, $9)`,
      [
        id,
        copyId,
        actor.post.unitId,
        body.purpose,
        body.origin === 'email' ? 'email' : 'paper',
        clocks.openBy,
        clocks.acknowledgeBy,
        clocks.finishBy,
        clocks.rule,
      ],
    );
    const arrivedOn = body.arrivedOn ?? localDate(at);
    const held = {
      id,
      documentId: null,
      copyId,
      senderUnitId: null,
      unitId: actor.post.unitId,
      purpose: body.purpose,
      channel: 'paper',
      state: 'queued',
      isOpen: true,
      ...NOTHING_YET,
    } as const;
    await this.log.state(
      tx,
      { ...held, revision: 1, symbol: body.symbol, isAssigned: false, parts: {} },
      'deliver',
      actor.post.unitId,
      actor,
      at,
      { enteredByHand: true, arrivedOn },
    );
    return id;
  }
}

const NOTHING_YET = {
  deliveredAt: null,
  openedAt: null,
  acknowledgedAt: null,
  registeredAt: null,
  assignedAt: null,
  startedAt: null,
  doneAt: null,
  downloadedAt: null,
};

function contentOf(body: EnterIncoming, actor: Actor) {
  const { origin, authorName, symbol, subject, signerName, urgency, attachmentIds } = body;
  return {
    origin,
    authorName,
    symbol,
    subject,
    signerName,
    urgency,
    attachmentIds,
    documentId: null,
    revision: 1,
    kind: 0,
    authorUnitId: null,
    documentDate: body.documentDate ?? null,
    typeCode: body.typeCode ?? null,
    summary: '',
    signerCapacity: '',
    signerTitle: '',
    respondBy: null,
    pageCount: body.pageCount ?? null,
    place: '',
    recipientLines: [],
    enteredBy: actor.principal.accountId,
  };
}
