import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import { ClamdTrouble } from './clamd.ts';
import { Scanner } from './scanner.ts';

/** A self-test that went well is believed for so long, unless the scanner says another version meanwhile. */
const BELIEVED_MS = 300_000;

/** Trusts the scanner only after it has proven itself, and writes down what it found for administrators. */
@Injectable()
export class ScannerWatch {
  #proven: { readonly version: string; readonly at: number } | null = null;

  constructor(
    private readonly scanner: Scanner,
    private readonly clock: Clock,
    private readonly database: Database,
  ) {}

  /** @returns the version of a scanner that can be trusted now. @throws ClamdTrouble */
  async trusted(signal: AbortSignal): Promise<string> {
    try {
      const version = await this.scanner.version(signal);
      const now = this.clock.now().getTime();
      const isProven = this.#proven?.version === version && Math.abs(now - this.#proven.at) < BELIEVED_MS;
      if (isProven) return version;
      await this.scanner.prove(signal);
      await this.#write(true, version, await this.scanner.tooSmall(signal));
      this.#proven = { version, at: now };
      return version;
    } catch (error) {
      this.#proven = null;
      if (error instanceof ClamdTrouble) await this.#write(false, null, error.message);
      throw error;
    }
  }

  async #write(isWell: boolean, version: string | null, problem: string | null): Promise<void> {
    await this.database.run(
      `insert into scanner_status as s (one, is_well, version, problem, checked_at) values (true, $1, $2, $3, $4)
       on conflict (one) do update set is_well = $1, version = coalesce($2, s.version), problem = $3, checked_at = $4`,
      [isWell, version, problem, this.clock.now()],
    );
  }
}
