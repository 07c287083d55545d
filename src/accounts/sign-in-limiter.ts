import { Injectable } from '@nestjs/common';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { Database } from '../platform/database/database.ts';
import type { DomainError } from '../platform/errors/domain-error.ts';
import { ACCOUNTS } from './accounts.errors.ts';
import { QueueFull } from './bounded-queue.ts';
import { OneByOne } from './one-by-one.ts';
import { PAIR_LIMIT, SIGN_IN_LIMITS, type SignInLimit } from './sign-in-limits.policy.ts';
import { SigningKey } from './signing-key.ts';

/** What a guarded check found; `lockedNow` when this wrong try was the one that locked the name for the address. */
export interface GuardedTry {
  readonly right: boolean;
  readonly lockedNow: boolean;
}

/** Tries of one name from one address that may wait for each other, and the pause asked of those beyond. */
const ROOM = 32;
const RETRY_SECONDS = 3;

interface Taken {
  readonly limit: SignInLimit;
  readonly store: RateLimiterPostgres;
  readonly key: string;
  readonly used: number;
}

/**
 * Counts wrong passwords in PostgreSQL. A try is counted before the password is looked at and given back when it was right, so
 * guesses sent side by side cannot slip past.
 */
@Injectable()
export class SignInLimiter {
  readonly #stores: ReadonlyMap<SignInLimit, RateLimiterPostgres>;
  readonly #lines = new OneByOne(ROOM);

  constructor(
    database: Database,
    private readonly signing: SigningKey,
  ) {
    this.#stores = new Map(SIGN_IN_LIMITS.map((limit) => [limit, makeStore(database, limit)]));
  }

  /**
   * Tries of one name from one address go one after another: a person with the right password in six windows is not six guesses.
   * @throws accounts.too-many-tries, without running the check; accounts.sign-in-busy; or whatever the check throws, not counted
   */
  async guarded(username: string, address: string, check: () => Promise<boolean>): Promise<GuardedTry> {
    try {
      return await this.#lines.run(PAIR_LIMIT.keyOf(username, address), () => this.counted(username, address, check));
    } catch (error) {
      if (error instanceof QueueFull) throw ACCOUNTS.signInBusy({}, [], RETRY_SECONDS);
      throw error;
    }
  }

  private async counted(username: string, address: string, check: () => Promise<boolean>): Promise<GuardedTry> {
    const taken = await this.take(username, address);
    const right = await check().catch(async (error: unknown) => {
      await giveBack(taken);
      throw error;
    });
    if (!right) return { right, lockedNow: await lockWhenUsedUp(taken) };
    await forgive(taken);
    return { right, lockedNow: false };
  }

  private async take(username: string, address: string): Promise<Taken[]> {
    const taken: Taken[] = [];
    for (const [limit, store] of this.#stores) {
      // Typed names are sometimes passwords in the wrong field: only a keyed digest is stored.
      const key = this.signing.digest(limit.name, limit.keyOf(username, address)).toString('base64url');
      try {
        const { consumedPoints } = await store.consume(key);
        taken.push({ limit, store, key, used: consumedPoints });
      } catch (refused) {
        await giveBack(taken);
        throw refused instanceof RateLimiterRes ? tooMany(refused) : refused;
      }
    }
    return taken;
  }
}

/** The table is made by a migration. One of the limiters sweeps it; the library's timer does not keep the process alive. */
function makeStore(database: Database, limit: SignInLimit): RateLimiterPostgres {
  return new RateLimiterPostgres({
    storeClient: database.pool,
    storeType: 'pool',
    tableName: 'rate_limit',
    tableCreated: true,
    clearExpiredByTimeout: limit === PAIR_LIMIT,
    keyPrefix: limit.name,
    points: limit.tries,
    duration: limit.windowSeconds,
  });
}

async function giveBack(taken: readonly Taken[]): Promise<void> {
  for (const { store, key } of taken) await store.reward(key);
}

/** A right password clears the name for this address; elsewhere it only does not count, or one good account would unlock an address. */
async function forgive(taken: readonly Taken[]): Promise<void> {
  const pair = taken.find(({ limit }) => limit === PAIR_LIMIT);
  await pair?.store.delete(pair.key);
  await giveBack(taken.filter((one) => one !== pair));
}

/** The window begins anew with the try that used it up. */
async function lockWhenUsedUp(taken: readonly Taken[]): Promise<boolean> {
  const pair = taken.find(({ limit }) => limit === PAIR_LIMIT);
  if (!pair || pair.used < pair.limit.tries) return false;
  await pair.store.block(pair.key, pair.limit.windowSeconds);
  return true;
}

function tooMany(refused: RateLimiterRes): DomainError {
  const seconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
  return ACCOUNTS.tooManyTries({ minutes: Math.ceil(seconds / 60) }, [], seconds);
}
