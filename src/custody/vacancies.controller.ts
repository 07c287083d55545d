import { Controller, Get, Query } from '@nestjs/common';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { Principal } from '../platform/access/principal.ts';
import { PageQuery } from '../platform/http/page.dto.ts';
import { VacanciesReader } from './vacancies.reader.ts';
import { UnitVacancyPageWire } from './vacancy.wire.ts';

/** Units where nobody is left to receive. */
@Controller('unit-vacancies')
@Access('admin')
export class VacanciesController {
  constructor(private readonly vacancies: VacanciesReader) {}

  /** Among the units the caller administers and those below; the one longest without people first. */
  @Get()
  list(@Caller() caller: Principal, @Query() page: PageQuery): Promise<UnitVacancyPageWire> {
    return this.vacancies.list(caller, page);
  }
}
