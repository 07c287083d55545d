import { Injectable } from '@nestjs/common';
import { STAFF } from '../platform/access/role.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import { Database } from '../platform/database/database.ts';
import { restrictionOf } from './session-restriction.ts';

const HOLDING = `select s.id, array(select distinct p.unit_id from posts_in_force($1) p where p.account_id = a.id and p.role = any($3::text[])) as units
  from session s join account a on a.id = s.account_id
  where s.id = any($2::uuid[]) and s.revoked_at is null and s.expires_at > $1 and a.status = 'active' and not (a.sample and $4)
    and (${restrictionOf('$5')}) is null`;

/** Asks again, for many sessions at once, what the guard asked when each of them began something that lasts. */
@Injectable()
export class HoldingSessions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** Of the sessions those that still hold, each with the units whose documents its person works on at this moment. */
  async among(sessionIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const rows = await this.database.rows<{ id: string; units: string[] }>(HOLDING, [
      this.clock.now(),
      sessionIds,
      STAFF,
      this.config.isProduction,
      this.config.secondFactorRoles,
    ]);
    return new Map(rows.map(({ id, units }) => [id, units]));
  }
}
