import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { decodeCursor, toPage, type Page } from '../platform/http/keyset.ts';
import type { PageQuery } from '../platform/http/page.dto.ts';
import type { TermWire, UnitNameWire } from './unit.wire.ts';

/** Later than every day a row can have. */
const END = '9999-12-31';
const LATEST = 50;

const NAMES = `select name, short_name as "shortName", valid_from::text as "validFrom" from unit_name
  where unit_id = $1 and valid_from::text collate "C" < $2 order by valid_from desc limit $3`;
const TERMS = `select id, ordinal, name, starts_on::text as "startsOn", ends_on::text as "endsOn" from term
  where unit_id = $1 and starts_on::text collate "C" < $2 order by starts_on desc limit $3`;

/** What a unit was called and which terms it had; as open as the directory. Newest first. */
@Injectable()
export class UnitHistoryReader {
  constructor(private readonly database: Database) {}

  /** @throws request.not-found, request.bad-cursor */
  async names(unitId: string, query: PageQuery): Promise<Page<UnitNameWire>> {
    await this.requireUnit(unitId);
    const rows = await this.database.rows<UnitNameWire>(NAMES, [unitId, startOf(query), query.limit + 1]);
    return toPage(
      rows,
      query.limit,
      (row) => [row.validFrom],
      (row) => row,
    );
  }

  /** @throws request.not-found, request.bad-cursor */
  async terms(unitId: string, query: PageQuery): Promise<Page<TermWire>> {
    await this.requireUnit(unitId);
    const rows = await this.database.rows<TermWire>(TERMS, [unitId, startOf(query), query.limit + 1]);
    return toPage(
      rows,
      query.limit,
      (row) => [row.startsOn],
      (row) => row,
    );
  }

  latestNames(unitId: string): Promise<UnitNameWire[]> {
    return this.database.rows<UnitNameWire>(NAMES, [unitId, END, LATEST]);
  }

  latestTerms(unitId: string): Promise<TermWire[]> {
    return this.database.rows<TermWire>(TERMS, [unitId, END, LATEST]);
  }

  private async requireUnit(id: string): Promise<void> {
    if (!(await this.database.first(`select from unit where id = $1`, [id]))) throw REQUEST.notFound();
  }
}

/** Days are compared as text: a cursor somebody made up must not be a database error. */
function startOf(query: PageQuery): string {
  return query.after ? String(decodeCursor(query.after, ['text'])[0]) : END;
}
