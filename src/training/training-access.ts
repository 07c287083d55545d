import { Injectable } from '@nestjs/common';
import { ACCESS } from '../platform/access/access.errors.ts';
import type { Principal } from '../platform/access/principal.ts';
import type { Role } from '../platform/access/role.ts';
import type { Queries } from '../platform/database/tx.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { UnitsReader } from '../units/units.reader.ts';

/** Who books for a unit. */
export const BOOKING_ROLES: readonly Role[] = ['clerk', 'leader', 'admin'];

/** Who may do what in a training week. */
@Injectable()
export class TrainingAccess {
  constructor(private readonly units: UnitsReader) {}

  /** Administrators of the unit that invites, and above. @throws request.not-found, access.role-needed */
  requireHost(queries: Queries, caller: Principal, hostId: string): Promise<void> {
    return this.units.requireAdmin(queries, caller, hostId);
  }

  /** At the door: everybody who works at the unit that invites. @throws request.not-found */
  async requireDoor(queries: Queries, caller: Principal, hostId: string): Promise<void> {
    if (!(await this.mayCheckIn(queries, caller, hostId))) throw REQUEST.notFound();
  }

  async mayCheckIn(queries: Queries, caller: Principal, hostId: string): Promise<boolean> {
    return caller.belongsTo(hostId) || (await this.units.administeredBy(queries, caller, hostId));
  }

  /** A unit's own clerks, leaders and administrators, and administrators above. @throws request.not-found, access.role-needed */
  async requireBooker(queries: Queries, caller: Principal, unitId: string): Promise<void> {
    if (await this.mayBook(queries, caller, unitId)) return;
    throw caller.belongsTo(unitId) ? ACCESS.roleNeeded({ roles: BOOKING_ROLES.join(', ') }) : REQUEST.notFound();
  }

  async mayBook(queries: Queries, caller: Principal, unitId: string): Promise<boolean> {
    return caller.postAt(unitId, BOOKING_ROLES) !== null || (await this.units.administeredBy(queries, caller, unitId));
  }

  /** Is the unit one of those invited: open, and below the one that invites? */
  async isInvited(queries: Queries, hostId: string, unitId: string): Promise<boolean> {
    const row = await queries.first(
      `select from unit where id = $2 and id <> $1 and closed_on is null and unit_within(id, $1)`,
      [hostId, unitId],
    );
    return row !== null;
  }
}
