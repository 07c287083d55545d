import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { localYear } from '../calendar/working-calendar.ts';
import type { Actor, Principal } from '../platform/access/principal.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork, type RepeatKey } from '../platform/database/unit-of-work.ts';
import { Jobs } from '../platform/jobs/jobs.ts';
import { Outcome } from '../platform/http/outcome.ts';
import type { Fact } from '../receipts/fact.ts';
import { NumberBooks } from '../registers/number-books.service.ts';
import { DeliveryLog } from './delivery-log.service.ts';
import type { ReceiverAct } from './delivery.states.ts';
import { actOn, holdForReceiver, type HeldDelivery } from './held-delivery.ts';
import type {
  AcknowledgeIncoming,
  FinishIncoming,
  RefuseIncoming,
  RegisterIncoming,
  ReportProgress,
} from './incoming.dto.ts';
import { WHO } from './incoming.policy.ts';
import { claimOf } from './pressed-at.policy.ts';
import { TELL_SENT_BACK } from './notice.tasks.ts';
import { IncomingReader } from './incoming.reader.ts';
import type { IncomingDocumentWire } from './incoming.wire.ts';
import { PlainActs } from './plain-acts.service.ts';

type Answer = Promise<Outcome<IncomingDocumentWire>>;

/** What a unit does with what it received. Every act says it in a receipt; doing it twice changes nothing and answers 200. */
@Injectable()
export class IncomingActs {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly log: DeliveryLog,
    private readonly books: NumberBooks,
    private readonly reader: IncomingReader,
    private readonly jobs: Jobs,
    private readonly plain: PlainActs,
  ) {}

  /** A person of the unit has the document before their eyes: the only thing that counts as reading (product.md §2.3). */
  async open(caller: Principal, id: string): Answer {
    const opened = await this.plain.perform(caller, id, 'open');
    if (opened) return Outcome.done(opened);
    return this.perform(caller, id, 'open', async (tx, held, actor, at) => {
      if (held.openedAt === null) return void (await this.log.state(tx, held, 'open', held.unitId, actor, at));
      await this.log.note(tx, held, 'opened', held.unitId, actor, at);
    });
  }

  /** @throws incoming.pressed-at-unbelievable where `pressedAt` cannot be true */
  async acknowledge(caller: Principal, id: string, { pressedAt }: AcknowledgeIncoming = {}): Answer {
    // A claim about the past is weighed against the delivery: alone.
    const acknowledged = pressedAt === undefined && (await this.plain.perform(caller, id, 'acknowledge'));
    if (acknowledged) return Outcome.done(acknowledged);
    return this.perform(caller, id, 'acknowledge', (tx, held, actor, at) =>
      this.log.state(tx, held, 'acknowledge', held.unitId, actor, at, claimOf(pressedAt, held.deliveredAt, at)),
    );
  }

  /** Enters it in the incoming book: số đến, in order of registration within the year in Việt Nam (ND30 Art 22.2). */
  register(caller: Principal, id: string, body: RegisterIncoming): Answer {
    return this.perform(caller, id, 'register', (tx, held, actor, at) =>
      this.enterInBook(tx, held, actor, at, body.note ?? ''),
    );
  }

  /** Adds a note on how the work goes; the first one says that it has begun. */
  progress(
    caller: Principal,
    id: string,
    repeat: RepeatKey | null,
    body: ReportProgress,
  ): Promise<IncomingDocumentWire> {
    return this.work.once(repeat, async (tx) => {
      const held = await holdForReceiver(tx, caller, id);
      const actor = actOn(caller, held, 'progress');
      const at = this.clock.now();
      await this.log.state(tx, held, 'progress', held.unitId, actor, at);
      await tx.run(
        `insert into progress_note (id, delivery_id, account_id, post_id, text, at, delegation_id) values ($1, $2, $3, $4, $5, $6, $7)`,
        [randomUUID(), id, caller.accountId, actor.post.id, body.text, at, actor.post.delegation?.id ?? null],
      );
      return this.reader.document(tx, caller, id);
    });
  }

  finish(caller: Principal, id: string, body: FinishIncoming): Answer {
    return this.perform(caller, id, 'finish', (tx, held, actor, at) =>
      this.log.state(tx, held, 'finish', held.unitId, actor, at, body.result ? { result: body.result } : {}),
    );
  }

  /** Before it is registered: wrong addressee, damaged, … The sender has to take note. */
  refuse(caller: Principal, id: string, body: RefuseIncoming): Answer {
    return this.perform(caller, id, 'refuse', (tx, held, actor, at) =>
      this.sendBack(tx, held, 'refuse', actor, at, body),
    );
  }

  /** After it is registered; its number stays in the book, marked. */
  giveBack(caller: Principal, id: string, body: RefuseIncoming): Answer {
    return this.perform(caller, id, 'return', (tx, held, actor, at) =>
      this.sendBack(tx, held, 'return', actor, at, body),
    );
  }

  /** Refused by mistake: possible until the sender has taken note. */
  reconsider(caller: Principal, id: string): Answer {
    return this.perform(caller, id, 'reconsider', async (tx, held, actor, at) => {
      await this.log.state(tx, held, 'reconsider', held.unitId, actor, at);
      await tx.run(`update delivery set refusal_code = null, refusal_text = null, refused_at = null where id = $1`, [
        id,
      ]);
    });
  }

  /** Takes the next number of the unit's incoming book and says so. Also used when a paper document is entered. */
  async enterInBook(tx: Tx, held: HeldDelivery, actor: Actor, at: Date, note: string): Promise<void> {
    const year = localYear(at);
    const taken = await this.books.take(
      tx,
      { unitId: held.unitId, direction: 'incoming', typeCode: '', period: `year:${year}` },
      held.id,
    );
    await tx.run(
      `update delivery set book_id = $2, arrival_year = $3, arrival_number = $4, registered_at = $5 where id = $1`,
      [held.id, taken.bookId, year, taken.number, taken.at],
    );
    await this.log.state(tx, held, 'register', held.unitId, actor, taken.at, {
      arrivalNumber: taken.number,
      arrivalYear: year,
      ...(note && { note }),
    });
  }

  private async sendBack(
    tx: Tx,
    held: HeldDelivery,
    act: 'refuse' | 'return',
    actor: Actor,
    at: Date,
    body: RefuseIncoming,
  ): Promise<void> {
    await this.log.state(tx, held, act, held.unitId, actor, at, { code: body.code, text: body.text });
    await tx.run(`update delivery set refusal_code = $2, refusal_text = $3 where id = $1`, [
      held.id,
      body.code,
      body.text,
    ]);
    await this.jobs.enqueue(tx, TELL_SENT_BACK, { deliveryId: held.id });
  }

  private perform(
    caller: Principal,
    id: string,
    act: ReceiverAct,
    change: (tx: Tx, held: HeldDelivery, actor: Actor, at: Date) => Promise<unknown>,
  ): Answer {
    return this.work.run(async (tx) => {
      const held = await holdForReceiver(tx, caller, id);
      if (await isDone(tx, caller, held, act)) return Outcome.already(await this.reader.document(tx, caller, id));
      const actor = actOn(caller, held, act);
      await change(tx, held, actor, this.clock.now());
      return Outcome.done(await this.reader.document(tx, caller, id));
    });
  }
}

/** Has the act been done already, so that repeating it is harmless? Opening is counted per person. */
async function isDone(tx: Tx, caller: Principal, held: HeldDelivery, act: ReceiverAct): Promise<boolean> {
  if (!WHO[act].some((role) => caller.postAt(held.unitId, [role]))) return false;
  const isRefused = held.state === 'refused' || held.state === 'returned' || held.state === 'noted';
  switch (act) {
    case 'open':
      return (
        (await tx.first(`select 1 as yes from receipt where delivery_id = $1 and account_id = $2 and fact = 'opened'`, [
          held.id,
          caller.accountId,
        ])) !== null
      );
    case 'acknowledge':
      return held.acknowledgedAt !== null;
    case 'register':
      return held.registeredAt !== null;
    case 'finish':
      return held.doneAt !== null;
    case 'refuse':
      return held.state === 'refused';
    case 'return':
      return held.state === 'returned';
    case 'reconsider':
      return !isRefused && (await isStated(tx, held.id, 'reconsidered'));
    default:
      return false;
  }
}

async function isStated(tx: Tx, deliveryId: string, fact: Fact): Promise<boolean> {
  return (
    (await tx.first(`select 1 as yes from receipt where delivery_id = $1 and fact = $2 limit 1`, [
      deliveryId,
      fact,
    ])) !== null
  );
}
