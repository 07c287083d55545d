import { Injectable } from '@nestjs/common';
import type { Queries } from '../platform/database/tx.ts';
import { NoTermInForce, periodKey } from '../registers/number-period.ts';
import { REGISTERS } from '../registers/registers.errors.ts';
import type { UnitLine } from '../units/unit-line.ts';
import { UnitsReader } from '../units/units.reader.ts';

/** Which period a unit's numbers of a day belong to: its term, the year, or one series without end. */
@Injectable()
export class NumberPeriods {
  constructor(private readonly units: UnitsReader) {}

  /** @throws registers.no-term when the unit numbers by term and none covers the day */
  async of(queries: Queries, unit: UnitLine, day: string): Promise<string> {
    const term = unit.numbering === 'TERM' ? await this.units.termOn(queries, unit.id, day) : null;
    try {
      return periodKey(unit.numbering, { localDate: day, term });
    } catch (error) {
      if (error instanceof NoTermInForce) throw REGISTERS.noTerm();
      throw error;
    }
  }
}
