import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Audit, type Anonymous } from '../platform/audit/audit.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { AccountListsReader } from './account-lists.reader.ts';
import { ACCOUNTS } from './accounts.errors.ts';
import type { SetPasswordBody } from './accounts.dto.ts';
import { Administration } from './administration.ts';
import { OwnPassword } from './own-password.ts';
import type { HashedPassword } from './passwords.ts';
import { Sessions } from './sessions.service.ts';
import { StrongPasswords } from './strong-passwords.ts';
import { VisibleAccounts } from './visible-accounts.reader.ts';

/** How a password is replaced. */
export interface Replacement {
  readonly accountId: string;
  readonly password: HashedPassword;
  /** Chosen by somebody else: the person may do nothing before changing it. */
  readonly temporary: boolean;
  /** For the audit log. */
  readonly act: string;
  readonly unitId: string | null;
  /** The one session that goes on. */
  readonly keepSession?: string;
}

/** Changes passwords: one's own, knowing the current one, or as an administrator. */
@Injectable()
export class AccountPassword {
  constructor(
    private readonly work: UnitOfWork,
    private readonly administration: Administration,
    private readonly strength: StrongPasswords,
    private readonly visible: VisibleAccounts,
    private readonly lists: AccountListsReader,
    private readonly own: OwnPassword,
    private readonly sessions: Sessions,
    private readonly audit: Audit,
  ) {}

  /**
   * Ends every other session of the account.
   * @throws request.not-found, accounts.beyond-reach, accounts.wrong-current-password, accounts.too-many-tries, accounts.weak-password,
   * accounts.same-password, accounts.sign-in-busy, accounts.not-approved
   */
  set(caller: Principal, id: string, body: SetPasswordBody): Promise<void> {
    return id === caller.accountId ? this.setOwn(caller, body) : this.setAnothers(caller, id, body);
  }

  private async setOwn(caller: Principal, { password, currentPassword }: SetPasswordBody): Promise<void> {
    const phc = await this.own.require(caller, currentPassword);
    // Otherwise a temporary password would become the person's own without a change.
    if (password === currentPassword) throw ACCOUNTS.samePassword();
    const hashed = await this.strength.hashFor(caller.accountId, password);
    await this.work.run(async (tx) => {
      const same = await tx.first(`select id from account where id = $1 and password_hash = $2 for update`, [
        caller.accountId,
        phc,
      ]);
      if (!same) throw ACCOUNTS.wrongCurrentPassword();
      await this.replace(tx, caller, {
        accountId: caller.accountId,
        password: hashed,
        temporary: false,
        act: 'account.set-password',
        unitId: caller.posts[0]?.unitId ?? null,
        keepSession: caller.sessionId,
      });
    });
  }

  private async setAnothers(caller: Principal, id: string, { password }: SetPasswordBody): Promise<void> {
    const seen = await this.visible.one(caller, id);
    if (!seen.can.manage) throw ACCOUNTS.beyondReach();
    const hashed = await this.strength.hashFor(id, password);
    await this.work.run(async (tx) => {
      const account = await this.administration.requireAccount(tx, caller, id);
      if ((await this.lists.heldAmong(tx, [id])).size > 0) throw ACCOUNTS.notApproved();
      const unitId = account.posts[0]?.unitId ?? null;
      const act = 'account.set-password';
      await this.replace(tx, caller, { accountId: id, password: hashed, temporary: true, act, unitId });
    });
  }

  /** Writes the new password, ends the sessions of the old one, and kills every code and link made for it. The row is locked already. */
  async replace(tx: Tx, by: Principal | Anonymous, { password, ...how }: Replacement): Promise<void> {
    await tx.run(
      `update account set password_hash = $2, password_temporary = $3, password_serial = password_serial + 1, sample = false,
         version = version + 1 where id = $1`,
      [how.accountId, password.phc, how.temporary],
    );
    const but = how.keepSession === undefined ? {} : { but: how.keepSession };
    await this.sessions.revoke(tx, how.accountId, 'password changed', but);
    const line = { act: how.act, subjectType: 'account', subjectId: how.accountId, unitId: how.unitId };
    await this.audit.record(tx, by, line);
  }
}
