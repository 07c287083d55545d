import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ActivationConditions } from '../accounts/activation-conditions.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Tx } from '../platform/database/tx.ts';
import { mayActivate, type TrainedUnit } from './check-in.policy.ts';

/** The units of an account now, with whether a week that asks for attendance invites them and whether they attended it. */
const UNITS = `select coalesce(bool_or(w.id is not null), false) as "isRequired",
    coalesce(bool_or(exists (select from training_booking b where b.week_id = w.id and b.unit_id = p.unit_id and b.state = 'attended')), false) as "hasAttended"
  from (select distinct unit_id from post where account_id = $1 and (ends_at is null or ends_at > $2)) p
  left join training_week w on w.required_before_activation and w.unit_id <> p.unit_id and unit_within(p.unit_id, w.unit_id)
  group by p.unit_id`;

/** Attendance before activation, where a week asks for it. */
@Injectable()
export class TrainingRequired implements OnModuleInit {
  constructor(
    private readonly clock: Clock,
    private readonly conditions: ActivationConditions,
  ) {}

  onModuleInit(): void {
    this.conditions.add((tx, accountId) => this.holds(tx, accountId));
  }

  private async holds(tx: Tx, accountId: string): Promise<boolean> {
    const units = await tx.rows<TrainedUnit & Record<string, unknown>>(UNITS, [accountId, this.clock.now()]);
    return mayActivate(units);
  }
}
