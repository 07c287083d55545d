import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Database } from '../platform/database/database.ts';
import { ACCOUNTS } from './accounts.errors.ts';
import { Passwords } from './passwords.ts';
import { SignInLimiter } from './sign-in-limiter.ts';

/** Asks for the password again before something that outlives the session. */
@Injectable()
export class OwnPassword {
  constructor(
    private readonly database: Database,
    private readonly passwords: Passwords,
    private readonly limiter: SignInLimiter,
  ) {}

  /**
   * Wrong tries count like those of signing in: a stolen session must not be a way to guess the password.
   * @throws accounts.wrong-current-password, accounts.too-many-tries, accounts.sign-in-busy
   */
  async confirm(caller: Principal, password: string): Promise<void> {
    const own = await this.database.first<{ username: string; phc: string | null }>(
      `select username, password_hash as phc from account where id = $1`,
      [caller.accountId],
    );
    if (!own) throw ACCOUNTS.wrongCurrentPassword();
    const { right } = await this.limiter.guarded(own.username, caller.address, () =>
      this.passwords.matches(own.phc, password),
    );
    if (!right) throw ACCOUNTS.wrongCurrentPassword();
  }
}
