import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Audit, type Anonymous, type AuditLine } from '../platform/audit/audit.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Tx } from '../platform/database/tx.ts';
import type { Channel, Numbering, Sector, SymbolStyle, UnitKind } from './unit-kinds.ts';
import { UNITS } from './units.errors.ts';
import { lockTree } from './unit-lock.ts';
import { refuseUnreachable, usualChannel } from './units.policy.ts';

/** A unit to be entered. What is left out is as usual in the Đoàn: in the system, `ĐTN`, numbered through the term. */
export interface NewUnit {
  readonly id?: string;
  /** Null for the top of a tree. */
  readonly parentId: string | null;
  readonly code: string;
  readonly kind: UnitKind;
  readonly sector?: Sector | null | undefined;
  readonly name: string;
  readonly shortName: string;
  /** Day from which it is there and has this name, 'yyyy-MM-dd'. */
  readonly openedOn: string;
  readonly channel?: Channel | undefined;
  readonly email?: string | null | undefined;
  readonly phone?: string | null | undefined;
  readonly symbol?: string | undefined;
  readonly symbolStyle?: SymbolStyle | undefined;
  readonly numbering?: Numbering | undefined;
  readonly place?: string | undefined;
}

/** A unit of a list, with nothing left out but its style of symbol. */
export type NewListedUnit = Required<
  Pick<NewUnit, 'id' | 'parentId' | 'code' | 'kind' | 'name' | 'shortName' | 'openedOn'>
> &
  Omit<UnitChange, 'id' | 'changes' | 'parentId'>;

const SERVICE: Anonymous = { accountId: null, address: null };

const INSERT = `insert into unit (id, parent_id, code, kind, channel, email, phone, symbol, symbol_style, numbering, place, opened_on, created_at, sector)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) on conflict (code) do nothing`;

const INSERT_MANY = `insert into unit (id, parent_id, code, kind, channel, email, phone, symbol, numbering, place, opened_on, created_at)
  select u.id, u."parentId", u.code, u.kind, u.channel, u.email, u.phone, u.symbol, u.numbering, u.place, u."openedOn", $2
  from jsonb_to_recordset($1::jsonb) as u(id uuid, "parentId" uuid, code text, kind text, channel text, email text, phone text,
    symbol text, numbering text, place text, "openedOn" date)
  on conflict (code) do nothing returning code`;

const INSERT_NAMES = `insert into unit_name (unit_id, valid_from, name, short_name)
  select u.id, u."openedOn", u.name, u."shortName"
  from jsonb_to_recordset($1::jsonb) as u(id uuid, "openedOn" date, name text, "shortName" text)`;

const UPDATE_MANY = `update unit set channel = u.channel, email = u.email, phone = u.phone, symbol = u.symbol, numbering = u.numbering,
    place = u.place, parent_id = u."parentId", version = version + 1
  from jsonb_to_recordset($1::jsonb) as u(id uuid, "parentId" uuid, channel text, email text, phone text, symbol text,
    numbering text, place text)
  where unit.id = u.id`;

const INSERT_RENAMINGS = `insert into unit_name (unit_id, valid_from, name, short_name)
  select u.id, u."validFrom", u.name, u."shortName"
  from jsonb_to_recordset($1::jsonb) as u(id uuid, "validFrom" date, name text, "shortName" text)`;

/** Enters units. Asks nobody for permission: that is done by the service in front of it, or by whoever runs the command line. */
@Injectable()
export class UnitProvisioning {
  constructor(
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /**
   * Enters a unit with its first name.
   * @returns its id
   * @throws units.parent-not-found, units.parent-closed, units.code-taken, units.channel-not-for-kind, units.email-needed
   */
  async create(tx: Tx, unit: NewUnit, by: Principal | Anonymous = SERVICE): Promise<string> {
    const { id = randomUUID(), parentId, code, kind, name, shortName, openedOn, email = null, phone = null } = unit;
    const {
      channel = usualChannel(kind, email),
      symbol = 'ĐTN',
      symbolStyle = 'doan',
      numbering = 'TERM',
      place = '',
      sector = null,
    } = unit;
    refuseUnreachable({ kind, channel, email });
    await lockTree(tx);
    if (parentId !== null) await requireOpenParent(tx, parentId);
    const values = [
      id,
      parentId,
      code,
      kind,
      channel,
      email,
      phone,
      symbol,
      symbolStyle,
      numbering,
      place,
      openedOn,
      this.clock.now(),
      sector,
    ];
    if ((await tx.run(INSERT, values)) === 0) throw UNITS.codeTaken({ code });
    await tx.run(`insert into unit_name (unit_id, valid_from, name, short_name) values ($1, $2, $3, $4)`, [
      id,
      openedOn,
      name,
      shortName,
    ]);
    const detail = { code, kind, name, parentId, openedOn };
    await this.audit.record(tx, by, { act: 'unit.create', subjectType: 'unit', subjectId: id, unitId: id, detail });
    return id;
  }

  /**
   * Enters many units in two statements, parents among them or there already. Under the tree lock; that the parents are open and
   * the units can be reached is for the caller to have seen there.
   * @throws units.code-taken
   */
  async createMany(tx: Tx, units: readonly NewListedUnit[], by: Principal): Promise<void> {
    if (units.length === 0) return;
    const rows = JSON.stringify(units);
    const entered = await tx.rows<{ code: string }>(INSERT_MANY, [rows, this.clock.now()]);
    if (entered.length < units.length) {
      const codes = new Set(entered.map(({ code }) => code));
      throw UNITS.codeTaken({ code: units.find(({ code }) => !codes.has(code))?.code ?? '' });
    }
    await tx.run(INSERT_NAMES, [rows]);
    await this.audit.recordMany(
      tx,
      by,
      units.map(({ id, code, kind, name, parentId, openedOn }) =>
        lineAbout(id, 'unit.create', { code, kind, name, parentId, openedOn }),
      ),
    );
  }

  /** Changes many units in one statement, their rows locked by the caller, under the tree lock when one moves. */
  async changeMany(tx: Tx, units: readonly UnitChange[], by: Principal): Promise<void> {
    if (units.length === 0) return;
    await tx.run(UPDATE_MANY, [JSON.stringify(units)]);
    await this.audit.recordMany(
      tx,
      by,
      units.map(({ id, changes }) => lineAbout(id, 'unit.change', { changes })),
    );
  }

  /** Gives many units a name from a day on, their rows locked by the caller. */
  async renameMany(tx: Tx, names: readonly UnitRenaming[], by: Principal): Promise<void> {
    if (names.length === 0) return;
    await tx.run(INSERT_RENAMINGS, [JSON.stringify(names)]);
    await this.audit.recordMany(
      tx,
      by,
      names.map(({ id, ...detail }) => lineAbout(id, 'unit.rename', detail)),
    );
  }
}

const lineAbout = (id: string, act: string, detail: Readonly<Record<string, unknown>>): AuditLine => ({
  act,
  subjectType: 'unit',
  subjectId: id,
  unitId: id,
  detail,
});

/** A unit as it is to be from now on; code, kind and day of opening stay. */
export interface UnitChange {
  readonly id: string;
  readonly parentId: string | null;
  readonly channel: Channel;
  readonly email: string | null;
  readonly phone: string | null;
  readonly symbol: string;
  readonly numbering: Numbering;
  readonly place: string;
  /** For the log, as `changesOf` makes it. */
  readonly changes: Readonly<Record<string, unknown>>;
}

/** A name that begins on a day on which no other one does. */
export interface UnitRenaming {
  readonly id: string;
  readonly name: string;
  readonly shortName: string;
  readonly validFrom: string;
}

/** Under the tree lock, so that it stays open until the transaction ends. @throws units.parent-not-found, units.parent-closed */
export async function requireOpenParent(tx: Tx, parentId: string): Promise<void> {
  const parent = await tx.first<{ closedOn: string | null }>(
    `select closed_on::text as "closedOn" from unit where id = $1`,
    [parentId],
  );
  if (!parent) throw UNITS.parentNotFound();
  if (parent.closedOn !== null) throw UNITS.parentClosed({ closedOn: parent.closedOn });
}
