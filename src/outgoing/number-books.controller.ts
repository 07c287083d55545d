import { Body, Controller, Get, Post } from '@nestjs/common';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { ACCESS } from '../platform/access/access.errors.ts';
import { Principal } from '../platform/access/principal.ts';
import { STAFF } from '../platform/access/role.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { REGISTERS } from '../registers/registers.errors.ts';
import { NumberBooksDesk } from './number-books.desk.ts';
import { OpenNumberBook } from './number-books.dto.ts';
import { NumberBookWire } from './number-books.wire.ts';
import { OUTGOING } from './outgoing.errors.ts';

/** Sổ: the counters behind the numbers. */
@Controller('number-books')
export class NumberBooksController {
  constructor(private readonly desk: NumberBooksDesk) {}

  /** The books of the caller's units, with their last numbers. */
  @Get()
  @Access(...STAFF)
  list(@Caller() caller: Principal): Promise<NumberBookWire[]> {
    return this.desk.list(caller);
  }

  /** Opens a book that goes on from the numbers given on paper. The same twice changes nothing. */
  @Post()
  @Access('clerk')
  @Fails(REGISTERS.bookInUse, REGISTERS.noTerm, OUTGOING.unknownType, ACCESS.unitNeeded, REQUEST.notFound)
  open(@Caller() caller: Principal, @Body() body: OpenNumberBook): Promise<NumberBookWire> {
    return this.desk.open(caller, body);
  }
}
