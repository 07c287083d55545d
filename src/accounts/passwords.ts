import { hash, verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import { Config } from '../platform/config/config.ts';
import { ACCOUNTS } from './accounts.errors.ts';
import { BoundedQueue, QueueFull } from './bounded-queue.ts';

/** argon2id, 19 MiB, two passes, one lane (OWASP): about 15 ms of one core each, so a flood of them must be held back (hardening §1.19). */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const ROOM = 32;
const RETRY_SECONDS = 3;

/** The hash of 32 random bytes nobody kept: compared for unknown users, so that the time taken tells nothing. */
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$uvNVny44q8PVus+cbapXuA$pjgHDrF/62tpRnqflgmpm4AXi6ATcREwVO6kxhECH9s';

/** A password after hashing: it can be stored, and only `Passwords` makes one. */
export class HashedPassword {
  constructor(readonly phc: string) {}
}

/** Makes and compares password hashes, a few at a time. */
@Injectable()
export class Passwords {
  readonly #queue: BoundedQueue;

  constructor(config: Config) {
    this.#queue = new BoundedQueue(config.get('PASSWORD_WORKERS'), ROOM);
  }

  /** @throws accounts.sign-in-busy */
  async hash(password: string): Promise<HashedPassword> {
    return new HashedPassword(await this.queued(() => hash(password, ARGON2ID)));
  }

  /**
   * Takes the same time whether or not there is a hash to compare with.
   * @throws accounts.sign-in-busy
   */
  async matches(phc: string | null, password: string): Promise<boolean> {
    const same = await this.queued(() => verify(phc ?? NOBODY, password));
    return same && phc !== null;
  }

  private async queued<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await this.#queue.run(work);
    } catch (error) {
      if (error instanceof QueueFull) throw ACCOUNTS.signInBusy({}, [], RETRY_SECONDS);
      throw error;
    }
  }
}
