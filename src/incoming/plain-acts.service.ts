import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Collector } from '../platform/database/collector.ts';
import { Database } from '../platform/database/database.ts';
import { isRefusedByDatabase } from '../platform/database/refused.ts';
import { stateFacts } from '../receipts/receipts.service.ts';
import { CopiesReader, type WholeCopy } from './copies.reader.ts';
import { documentOf, NO_WORK } from './incoming.reader.ts';
import type { IncomingDocumentWire } from './incoming.wire.ts';
import { firstOfEach, plainStep, type PlainAct, type PlainStep } from './plain-acts.policy.ts';

/** The most acts of one round trip: what one more costs no longer falls from here on. A statement that is stuck holds the next ones up no longer than this. */
const TOGETHER = { most: 64, patienceMs: 250 };

/**
 * Plain acts of many requests, read together and written together. Each is decided on the row as it was read and written only if the
 * row still is that version, so it comes out as if it had been done alone, or not at all.
 */
@Injectable()
export class PlainActs {
  readonly #copies = new Collector<string, WholeCopy | null>((ids) => this.copies.byIds(ids), TOGETHER);
  readonly #steps = new Collector<PlainStep, boolean>((steps) => this.write(steps), TOGETHER);

  constructor(
    private readonly copies: CopiesReader,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns the document as it is now; null when nothing was done, because the case is not plain or others were in the way: then it is
   * to be done alone
   * @throws when the database went away: whether the act was written is not known, and repeating it is harmless
   */
  async perform(caller: Principal, id: string, act: PlainAct): Promise<IncomingDocumentWire | null> {
    const copy = await this.#copies.ask(id).catch(nothingDone);
    const step = copy && plainStep(caller, copy, act, this.clock.now());
    const isTaken = step && (await this.#steps.ask(step).catch(nothingDone));
    return isTaken ? documentOf(caller, { row: step.after, files: copy.files, work: NO_WORK }, this.clock.now()) : null;
  }

  /** One statement, which is a transaction by itself. @returns for each step whether it was taken */
  private async write(asked: readonly PlainStep[]): Promise<boolean[]> {
    const steps = firstOfEach(asked);
    const facts = steps.flatMap(({ before, actor, at, facts: stated }) => stateFacts(before.unitId, actor, at, stated));
    const taken = await this.database.rows<{ id: string }>(`select id from take_delivery_steps($1, $2) id`, [
      JSON.stringify(steps.map(projected)),
      JSON.stringify(facts),
    ]);
    const ids = new Set(taken.map(({ id }) => id));
    const written = new Set(steps.filter((step) => ids.has(step.before.id)));
    return asked.map((step) => written.has(step));
  }
}

const projected = ({ before, after: { state, isOpen, openedAt, acknowledgedAt } }: PlainStep) => {
  const { id, version } = before;
  return { id, version, state, isOpen, openedAt: zoned(openedAt), acknowledgedAt: zoned(acknowledgedAt) };
};

/** Moments are read as text in UTC, which says so only when it is written. */
const zoned = (moment: string | null): string | null => moment && `${moment}Z`;

/** The database has refused the batch for the sake of one: nothing is written, and each is tried alone. */
function nothingDone(error: unknown): null {
  if (isRefusedByDatabase(error)) return null;
  throw error;
}
