import { Injectable } from '@nestjs/common';
import { create } from 'content-disposition';
import type { FastifyReply } from 'fastify';
import { ACCESS } from '../platform/access/access.errors.ts';
import type { Principal } from '../platform/access/principal.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import { UnitsReader } from '../units/units.reader.ts';
import { HandingsReader } from './handings.reader.ts';

export const PDF_HEADERS = { 'content-type': 'application/pdf', 'cache-control': 'private, no-store' } as const;

/** Loaded at first use. Outside the class: in a decorated one TypeScript leaves the file name as it is, and the built service finds no .ts. */
const drawing = () => import('./handing-book-pdf.ts');

/** The book of slips on paper: those handed over, and those that are still to be signed for. */
@Injectable()
export class HandingBook {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly units: UnitsReader,
    private readonly handings: HandingsReader,
  ) {}

  /** @throws request.not-found, access.role-needed, access.unit-needed */
  async print(caller: Principal, asked: string | undefined, reply: FastifyReply): Promise<void> {
    const unitId = asked?.toLowerCase() ?? onlyUnit(caller);
    await this.units.requireAdmin(this.database, caller, unitId);
    const unit = (await this.units.byIds(this.database, [unitId])).get(unitId);
    const { handingBookPdf } = await drawing();
    const pdf = handingBookPdf(unit?.name ?? '', this.handings.book(unitId), this.clock.now());
    reply.headers({ ...PDF_HEADERS, 'content-disposition': create('so-giao-nhan-phieu.pdf') }).send(pdf);
  }
}

/** @throws access.unit-needed */
function onlyUnit(caller: Principal): string {
  const [only, ...others] = caller.unitIds(['admin']);
  if (!only || others.length > 0) throw ACCESS.unitNeeded();
  return only;
}
