import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';

const MINUTE_MS = 60_000;
const KEPT = 1000;

interface Window {
  readonly startedAt: number;
  calls: number;
}

/**
 * Counts the calls of each key, minute by minute, in this process: a program run wild is held back without a write for every call.
 * Several processes allow so many each; what must hold across all of them (wrong passwords) is counted in the database instead.
 */
@Injectable()
export class CallLimiter {
  readonly #windows = new Map<string, Window>();
  readonly limit: number;

  constructor(
    private readonly clock: Clock,
    config: Config,
  ) {
    this.limit = config.get('API_KEY_CALLS_PER_MINUTE');
  }

  /** Counts a call. @returns 0 when it is allowed, else the seconds until the next one is */
  take(keyId: string): number {
    const now = this.clock.now().getTime();
    const window = this.windowOf(keyId, now);
    window.calls++;
    return window.calls <= this.limit ? 0 : Math.max(1, Math.ceil((window.startedAt + MINUTE_MS - now) / 1000));
  }

  private windowOf(keyId: string, now: number): Window {
    const known = this.#windows.get(keyId);
    if (known && now >= known.startedAt && now < known.startedAt + MINUTE_MS) return known;
    if (this.#windows.size >= KEPT) this.forgetOld(now);
    const window = { startedAt: now, calls: 0 };
    this.#windows.set(keyId, window);
    return window;
  }

  private forgetOld(now: number): void {
    for (const [keyId, { startedAt }] of this.#windows) if (now >= startedAt + MINUTE_MS) this.#windows.delete(keyId);
  }
}
