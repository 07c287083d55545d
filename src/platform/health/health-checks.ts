import { Injectable } from '@nestjs/common';
import type { ReadyWire } from './health.wire.ts';

/** What a room has to say of its own readiness: values for the answer, or an error when the service cannot do its work. */
export type HealthCheck = () => Promise<Partial<ReadyWire>>;

/** Rooms add what must be well for them to work. Call it in `onModuleInit`. */
@Injectable()
export class HealthChecks {
  readonly #checks: HealthCheck[] = [];

  add(check: HealthCheck): void {
    this.#checks.push(check);
  }

  /** All of them at once. @throws what the first failing one throws */
  async ask(): Promise<Partial<ReadyWire>> {
    const answers = await Promise.all(this.#checks.map((check) => check()));
    return Object.assign({}, ...answers) as Partial<ReadyWire>;
  }
}
