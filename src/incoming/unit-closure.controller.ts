import { Body, Controller, Post } from '@nestjs/common';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { Principal } from '../platform/access/principal.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Id } from '../platform/http/id.pipe.ts';
import { UNITS } from '../units/units.errors.ts';
import { CloseUnit } from './unit-closure.dto.ts';
import { UnitClosure } from './unit-closure.service.ts';
import { UnitClosureWire } from './unit-closure.wire.ts';

/** Closing a unit lies here, downstream of units, because it moves deliveries. */
@Controller('units/:id/closure')
export class UnitClosureController {
  constructor(private readonly closure: UnitClosure) {}

  /** Closes the unit, or merges it into its successor. */
  @Post()
  @Access('admin')
  @Fails(
    REQUEST.notFound,
    UNITS.alreadyClosed,
    UNITS.closedBeforeOpening,
    UNITS.closedInFuture,
    UNITS.hasOpenChildren,
    UNITS.successorNotFound,
    UNITS.successorClosed,
    UNITS.successorInside,
  )
  close(@Caller() caller: Principal, @Id() id: string, @Body() body: CloseUnit): Promise<UnitClosureWire> {
    return this.closure.close(caller, id, body);
  }
}
