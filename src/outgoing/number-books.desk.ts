import { Injectable } from '@nestjs/common';
import { localDate } from '../calendar/working-calendar.ts';
import type { Principal } from '../platform/access/principal.ts';
import { STAFF } from '../platform/access/role.ts';
import { Audit } from '../platform/audit/audit.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import type { Queries } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { isDocumentTypeCode } from '../registers/document-types.ts';
import { NumberBooks } from '../registers/number-books.service.ts';
import { UnitsReader } from '../units/units.reader.ts';
import type { OpenNumberBook } from './number-books.dto.ts';
import type { NumberBookWire } from './number-books.wire.ts';
import { NumberPeriods } from './number-periods.ts';
import { OUTGOING } from './outgoing.errors.ts';

/** Where a clerk opens a book and sees that its numbers run without gaps. */
@Injectable()
export class NumberBooksDesk {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly units: UnitsReader,
    private readonly periods: NumberPeriods,
    private readonly books: NumberBooks,
    private readonly audit: Audit,
  ) {}

  /** All books of the caller's units; a unit has a few dozen. */
  list(caller: Principal): Promise<NumberBookWire[]> {
    return this.read(this.database, `b.unit_id = any($1)`, [caller.unitIds(STAFF)]);
  }

  /** @throws registers.book-in-use, registers.no-term, outgoing.unknown-type */
  open(caller: Principal, body: OpenNumberBook): Promise<NumberBookWire> {
    const clerk = caller.actForOnly(body.unitId, ['clerk']);
    if (!isDocumentTypeCode(body.typeCode)) throw OUTGOING.unknownType({ typeCode: body.typeCode });
    return this.work.run(async (tx) => {
      const unit = (await this.units.byIds(tx, [clerk.post.unitId])).get(clerk.post.unitId);
      if (!unit) throw new Error('a post without its unit');
      const period = await this.periods.of(tx, unit, body.on ?? localDate(this.clock.now()));
      const key = { unitId: unit.id, direction: 'outgoing', typeCode: body.typeCode, period } as const;
      await this.books.openAfter(tx, key, body.lastNumber);
      const detail = { typeCode: body.typeCode, period, lastNumber: body.lastNumber };
      await this.audit.record(tx, clerk, {
        act: 'number-book.open',
        subjectType: 'unit',
        subjectId: unit.id,
        unitId: unit.id,
        detail,
      });
      const [book] = await this.read(
        tx,
        `b.unit_id = $1 and b.direction = 'outgoing' and b.type_code = $2 and b.period = $3`,
        [unit.id, body.typeCode, period],
      );
      if (!book) throw new Error('a book just opened is gone');
      return book;
    });
  }

  private read(queries: Queries, where: string, values: readonly unknown[]): Promise<NumberBookWire[]> {
    return queries.rows<NumberBookWire>(
      `select b.id, b.unit_id as "unitId", b.direction, b.type_code as "typeCode", b.period, b.first_number as "firstNumber", b.last_number as "lastNumber",
         n.voided, b.last_number - b.first_number + 1 - n.held as missing
       from number_book b cross join lateral (select count(*)::int as held, count(*) filter (where state = 'void')::int as voided
         from book_number where book_id = b.id and number between b.first_number and b.last_number) n
       where ${where} order by b.direction, b.type_code, b.period`,
      values,
    );
  }
}
