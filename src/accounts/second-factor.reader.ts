import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import { Database } from '../platform/database/database.ts';
import { needsSecondFactor } from './session-restriction.ts';
import type { SecondFactorState, SecondFactorWire } from './second-factor.wire.ts';

interface Row {
  readonly confirmedAt: Date | null;
  readonly left: number;
  readonly needed: boolean;
}

const OWN = `select f.confirmed_at as "confirmedAt", ${needsSecondFactor('$3')} as needed,
    (select count(*)::int from recovery_code r where r.account_id = a.id and r.used_at is null) as left
  from account a left join second_factor f on f.account_id = a.id where a.id = $2`;

export function secondFactorState(isOn: boolean, isNeeded: boolean): SecondFactorState {
  if (isOn) return 'on';
  return isNeeded ? 'needed' : 'off';
}

/** Tells people about their own second factor, never its secret. */
@Injectable()
export class SecondFactorReader {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  async own(caller: Principal): Promise<SecondFactorWire> {
    const values = [this.clock.now(), caller.accountId, this.config.secondFactorRoles];
    const row = await this.database.first<Row & Record<string, unknown>>(OWN, values);
    const confirmedAt = row?.confirmedAt ?? null;
    return {
      state: secondFactorState(confirmedAt !== null, row?.needed ?? false),
      confirmedAt: confirmedAt?.toISOString() ?? null,
      recoveryCodesLeft: confirmedAt ? (row?.left ?? 0) : 0,
    };
  }
}
