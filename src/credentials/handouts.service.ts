import { Injectable } from '@nestjs/common';
import { create } from 'content-disposition';
import type { FastifyReply } from 'fastify';
import type { Principal } from '../platform/access/principal.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { PDF_HEADERS } from './handing-book.service.ts';
import { CodeReceivers } from './code-receivers.ts';
import { CREDENTIALS } from './credentials.errors.ts';
import type { HandoutsBody } from './handouts.dto.ts';
import { NewCodes, type NewCode } from './new-codes.ts';

/** Codes made by one transaction. */
const BATCH = 100;

const IN_ORDER = `select one.id from unnest($1::uuid[], $2::uuid[]) one(id, unit_id) join account a on a.id = one.id
  left join unit u on u.id = one.unit_id order by u.code nulls last, a.username`;

/** Loaded at first use. Outside the class: in a decorated one TypeScript leaves the file name as it is, and the built service finds no .ts. */
const drawing = () => import('./handout-pdf.ts');

/** Prints slips. A code is made when its page is drawn: it is on the paper and nowhere else. */
@Injectable()
export class Handouts {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly receivers: CodeReceivers,
    private readonly newCodes: NewCodes,
  ) {}

  /**
   * One page for each person, by unit. Whoever breaks off has the pages that arrived; the rest got no code.
   * @throws those of issuing codes; credentials.nothing-to-print
   */
  async print(caller: Principal, body: HandoutsBody, reply: FastifyReply): Promise<void> {
    const ids = await this.work.run((tx) => this.chosen(tx, caller, body));
    const { handoutsPdf } = await drawing();
    const pdf = handoutsPdf(this.batches(caller, body, ids), this.config.publicUrl, this.clock.now());
    reply.headers({ ...PDF_HEADERS, 'content-disposition': create('phieu-cap-tai-khoan.pdf') }).send(pdf);
  }

  private async chosen(tx: Tx, caller: Principal, body: HandoutsBody): Promise<string[]> {
    const { people } = await this.receivers.of(tx, caller, body);
    if (people.length === 0) throw CREDENTIALS.nothingToPrint();
    const values = [people.map(({ id }) => id), people.map(({ unitId }) => unitId)];
    return (await tx.rows<{ id: string }>(IN_ORDER, values)).map(({ id }) => id);
  }

  private async *batches(
    caller: Principal,
    { accountId, again = false }: HandoutsBody,
    ids: readonly string[],
  ): AsyncGenerator<NewCode[]> {
    for (let from = 0; from < ids.length; from += BATCH)
      yield await this.work.run(async (tx) => {
        const batch = ids.slice(from, from + BATCH);
        const people = accountId
          ? await this.receivers.named(tx, accountId)
          : await this.receivers.stillWaiting(tx, batch, again);
        return this.newCodes.make(tx, caller, people);
      });
  }
}
