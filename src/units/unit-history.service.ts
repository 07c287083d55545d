import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Audit } from '../platform/audit/audit.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { Outcome } from '../platform/http/outcome.ts';
import { planTerm, type KnownTerm } from './terms.policy.ts';
import { lockUnit, refuseClosed } from './unit-lock.ts';
import type { TermWire, UnitNameWire } from './unit.wire.ts';
import type { NewNameBody, NewTermBody } from './units.dto.ts';
import { UNITS } from './units.errors.ts';
import { UnitsReader } from './units.reader.ts';

const INSERT_NAME = `insert into unit_name (unit_id, valid_from, name, short_name) values ($1, $2, $3, $4)
  on conflict (unit_id, valid_from) do nothing`;
const INSERT_TERM = `insert into term (id, unit_id, ordinal, name, starts_on, ends_on) values ($1, $2, $3, $4, $5, $6)`;

/** Adds to a unit's history: names and terms. Nothing of it is ever overwritten; saying the same twice is harmless. */
@Injectable()
export class UnitHistory {
  constructor(
    private readonly work: UnitOfWork,
    private readonly units: UnitsReader,
    private readonly audit: Audit,
  ) {}

  /** Renames a unit from a day on, which may lie in the past or in the future; documents keep the name of their own day. */
  async rename(caller: Principal, unitId: string, body: NewNameBody): Promise<Outcome<UnitNameWire>> {
    return this.work.run(async (tx) => {
      await this.open(tx, caller, unitId);
      const { name, shortName, validFrom } = body;
      if ((await tx.run(INSERT_NAME, [unitId, validFrom, name, shortName])) === 0)
        return this.sameName(tx, unitId, body);
      await this.audit.record(tx, caller, {
        act: 'unit.rename',
        subjectType: 'unit',
        subjectId: unitId,
        unitId,
        detail: { name, shortName, validFrom },
      });
      return Outcome.done({ name, shortName, validFrom });
    });
  }

  /** Opens a term; the one running until then ends the day before. */
  async openTerm(caller: Principal, unitId: string, body: NewTermBody): Promise<Outcome<TermWire>> {
    return this.work.run(async (tx) => {
      await this.open(tx, caller, unitId);
      const { ordinal, name, startsOn, endsOn = null } = body;
      const { already, endPrevious } = planTerm(await knownTerms(tx, unitId), { ordinal, name, startsOn, endsOn });
      if (already) return Outcome.already(already);
      if (endPrevious) await tx.run(`update term set ends_on = $2 where id = $1`, [endPrevious.id, endPrevious.endsOn]);
      const term: KnownTerm = { id: randomUUID(), ordinal, name, startsOn, endsOn };
      await tx.run(INSERT_TERM, [term.id, unitId, ordinal, name, startsOn, endsOn]);
      const detail = { ...term, endPrevious };
      await this.audit.record(tx, caller, {
        act: 'unit.open-term',
        subjectType: 'unit',
        subjectId: unitId,
        unitId,
        detail,
      });
      return Outcome.done(term);
    });
  }

  /** One change of a unit's history at a time. @throws request.not-found, access.role-needed, units.closed */
  private async open(tx: Tx, caller: Principal, unitId: string): Promise<void> {
    await this.units.requireAdmin(tx, caller, unitId);
    refuseClosed(await lockUnit(tx, unitId));
  }

  private async sameName(tx: Tx, unitId: string, body: NewNameBody): Promise<Outcome<UnitNameWire>> {
    const known = await tx.first<UnitNameWire>(
      `select name, short_name as "shortName", valid_from::text as "validFrom" from unit_name where unit_id = $1 and valid_from = $2`,
      [unitId, body.validFrom],
    );
    if (known?.name === body.name && known.shortName === body.shortName) return Outcome.already(known);
    throw UNITS.nameTaken({ validFrom: body.validFrom, name: known?.name ?? '' });
  }
}

function knownTerms(tx: Tx, unitId: string): Promise<KnownTerm[]> {
  return tx.rows<KnownTerm>(
    `select id, ordinal, name, starts_on::text as "startsOn", ends_on::text as "endsOn" from term where unit_id = $1 order by starts_on`,
    [unitId],
  );
}
