import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Database } from '../platform/database/database.ts';
import { ACCOUNTS } from './accounts.errors.ts';
import { Passwords } from './passwords.ts';
import { SignInLimiter } from './sign-in-limiter.ts';

/** Asks somebody who is signed in for the password once more, before what a stolen session must not be enough for. */
@Injectable()
export class OwnPassword {
  constructor(
    private readonly database: Database,
    private readonly passwords: Passwords,
    private readonly limiter: SignInLimiter,
  ) {}

  /**
   * Counted like a sign-in: a stolen session must not be a way to guess the password.
   * @param besides what else is asked, when the password is right; wrong counts as a wrong password, and is not told from it
   * @returns the hash it was compared with
   * @throws accounts.wrong-current-password, accounts.wrong-proof, accounts.too-many-tries, accounts.sign-in-busy
   */
  async require(caller: Principal, typed: string | undefined, besides?: () => Promise<boolean>): Promise<string> {
    const refusal = besides ? ACCOUNTS.wrongProof : ACCOUNTS.wrongCurrentPassword;
    const own = await this.database.first<{ username: string; phc: string | null }>(
      `select username, password_hash as phc from account where id = $1`,
      [caller.accountId],
    );
    if (!own || typed === undefined) throw refusal();
    const { right } = await this.limiter.guarded(own.username, caller.address, async () => {
      const same = await this.passwords.matches(own.phc, typed);
      return same && (besides === undefined || (await besides()));
    });
    if (!right || own.phc === null) throw refusal();
    return own.phc;
  }
}
