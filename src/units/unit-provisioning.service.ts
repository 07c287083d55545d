import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Audit, type Anonymous } from '../platform/audit/audit.ts';
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

const SERVICE: Anonymous = { accountId: null, address: null };

const INSERT = `insert into unit (id, parent_id, code, kind, channel, email, phone, symbol, symbol_style, numbering, place, opened_on, created_at, sector)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) on conflict (code) do nothing`;

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
