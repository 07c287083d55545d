import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Audit } from '../platform/audit/audit.ts';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { AccountProvisioning } from './account-provisioning.service.ts';
import { ACCOUNTS } from './accounts.errors.ts';
import type { SetPasswordBody } from './accounts.dto.ts';
import { Administration } from './administration.ts';
import { Passwords, type HashedPassword } from './passwords.ts';
import { Sessions } from './sessions.service.ts';
import { SignInLimiter } from './sign-in-limiter.ts';
import { VisibleAccounts } from './visible-accounts.reader.ts';

/** Changes passwords: one's own, knowing the current one, or as an administrator. */
@Injectable()
export class AccountPassword {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly administration: Administration,
    private readonly provisioning: AccountProvisioning,
    private readonly visible: VisibleAccounts,
    private readonly passwords: Passwords,
    private readonly limiter: SignInLimiter,
    private readonly sessions: Sessions,
    private readonly audit: Audit,
  ) {}

  /**
   * Ends every other session of the account.
   * @throws request.not-found, accounts.beyond-reach, accounts.wrong-current-password, accounts.too-many-tries, accounts.weak-password,
   * accounts.sign-in-busy
   */
  set(caller: Principal, id: string, body: SetPasswordBody): Promise<void> {
    return id === caller.accountId ? this.setOwn(caller, body) : this.setAnothers(caller, id, body);
  }

  private async setOwn(caller: Principal, { password, currentPassword }: SetPasswordBody): Promise<void> {
    const own = await this.database.first<{ username: string; phc: string | null }>(
      `select username, password_hash as phc from account where id = $1`,
      [caller.accountId],
    );
    if (!own || currentPassword === undefined) throw ACCOUNTS.wrongCurrentPassword();
    // A stolen session must not be a way to guess the password.
    const { right } = await this.limiter.guarded(own.username, caller.address, () =>
      this.passwords.matches(own.phc, currentPassword),
    );
    if (!right) throw ACCOUNTS.wrongCurrentPassword();
    const hashed = await this.provisioning.strong(password, own.username);
    await this.work.run(async (tx) => {
      const same = await tx.first(`select id from account where id = $1 and password_hash = $2 for update`, [
        caller.accountId,
        own.phc,
      ]);
      if (!same) throw ACCOUNTS.wrongCurrentPassword();
      await this.write(tx, caller, caller.accountId, hashed, caller.posts[0]?.unitId ?? null);
    });
  }

  private async setAnothers(caller: Principal, id: string, { password }: SetPasswordBody): Promise<void> {
    const seen = await this.visible.one(caller, id);
    if (!seen.can.manage) throw ACCOUNTS.beyondReach();
    const hashed = await this.provisioning.strong(password, seen.username);
    await this.work.run(async (tx) => {
      const account = await this.administration.requireAccount(tx, caller, id);
      await this.write(tx, caller, id, hashed, account.posts[0]?.unitId ?? null);
    });
  }

  private async write(
    tx: Tx,
    caller: Principal,
    id: string,
    { phc }: HashedPassword,
    unitId: string | null,
  ): Promise<void> {
    await tx.run(`update account set password_hash = $2, sample = false, version = version + 1 where id = $1`, [
      id,
      phc,
    ]);
    await this.sessions.revoke(tx, id, 'password changed', { but: caller.sessionId });
    await this.audit.record(tx, caller, { act: 'account.set-password', subjectType: 'account', subjectId: id, unitId });
  }
}
