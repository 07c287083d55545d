import { Injectable } from '@nestjs/common';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { addressBlock } from '../accounts/sign-in-limits.policy.ts';
import { SigningKey } from '../accounts/signing-key.ts';
import { Database } from '../platform/database/database.ts';
import { CREDENTIALS } from './credentials.errors.ts';

/** How often something may be asked for, right or wrong. A whole office may stand behind one address. */
const LIMITS = {
  'reset-address': { times: 100, windowSeconds: 3600 },
  'reset-login': { times: 5, windowSeconds: 3600 },
  'redeem-address': { times: 100, windowSeconds: 3600 },
} as const;
type LimitName = keyof typeof LIMITS;

/** Counts requests anybody may make, in PostgreSQL. */
@Injectable()
export class RequestLimiter {
  readonly #stores: ReadonlyMap<LimitName, RateLimiterPostgres>;

  constructor(
    database: Database,
    private readonly key: SigningKey,
  ) {
    const names = Object.keys(LIMITS) as LimitName[];
    this.#stores = new Map(names.map((name) => [name, makeStore(database, name)]));
  }

  /** @throws credentials.too-many-requests */
  byAddress(limit: 'reset-address' | 'redeem-address', address: string): Promise<void> {
    return this.count(limit, addressBlock(address));
  }

  /** The name as typed, whether anybody has it or not: a limit that knew would tell. @throws credentials.too-many-requests */
  byLogin(login: string): Promise<void> {
    return this.count('reset-login', login);
  }

  private async count(limit: LimitName, value: string): Promise<void> {
    try {
      await this.#stores.get(limit)?.consume(this.key.digest(limit, value).toString('base64url'));
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      const seconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
      throw CREDENTIALS.tooManyRequests({ minutes: Math.ceil(seconds / 60) }, [], seconds);
    }
  }
}

/** Swept together with the counters of sign-ins, which are in the same table. */
function makeStore(database: Database, name: LimitName): RateLimiterPostgres {
  return new RateLimiterPostgres({
    storeClient: database.pool,
    storeType: 'pool',
    tableName: 'rate_limit',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: name,
    points: LIMITS[name].times,
    duration: LIMITS[name].windowSeconds,
  });
}
