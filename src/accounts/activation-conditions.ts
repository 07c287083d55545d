import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx.ts';

/** Whether an account may be activated as far as another room is concerned. */
export type ActivationCondition = (tx: Tx, accountId: string) => Promise<boolean>;

/** What must hold before somebody activates an account, beside the code itself. Rooms that have a say add it in `onModuleInit`. */
@Injectable()
export class ActivationConditions {
  readonly #conditions: ActivationCondition[] = [];

  add(condition: ActivationCondition): void {
    this.#conditions.push(condition);
  }

  async hold(tx: Tx, accountId: string): Promise<boolean> {
    for (const condition of this.#conditions) if (!(await condition(tx, accountId))) return false;
    return true;
  }
}
