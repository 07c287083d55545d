import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Audit } from '../platform/audit/audit.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { ACCOUNTS } from './accounts.errors.ts';
import { newOneTimeCode, readOneTimeCode } from './one-time-code.ts';
import { OwnPassword } from './own-password.ts';
import { recoveryDigest, SEALED_FOR, SecondFactorCheck } from './second-factor-check.ts';
import { seal } from './secret-box.ts';
import { Sessions } from './sessions.service.ts';
import { SigningKey } from './signing-key.ts';
import { newTotpSecret, totpUri } from './totp.policy.ts';
import type { SecondFactorEnrolmentWire } from './second-factor.wire.ts';

const RECOVERY_CODES = 10;

/** A person's own second factor: setting it up, new recovery codes, turning it off. */
@Injectable()
export class SecondFactors {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly key: SigningKey,
    private readonly own: OwnPassword,
    private readonly check: SecondFactorCheck,
    private readonly sessions: Sessions,
    private readonly audit: Audit,
  ) {}

  /**
   * A new secret, good for nothing until a code of it was given; one begun before is replaced.
   * @throws accounts.second-factor-on, accounts.wrong-current-password, accounts.too-many-tries, accounts.sign-in-busy
   */
  async enrol(caller: Principal, password: string): Promise<SecondFactorEnrolmentWire> {
    await this.own.require(caller, password);
    const secret = newTotpSecret();
    const sealed = seal(this.key, SEALED_FOR, caller.accountId, secret);
    const account = await this.work.run(async (tx) => {
      const begun = await tx.run(
        `insert into second_factor (account_id, sealed_secret, created_at) values ($1, $2, $3)
         on conflict (account_id) do update set sealed_secret = excluded.sealed_secret, created_at = excluded.created_at, last_step = null
         where second_factor.confirmed_at is null`,
        [caller.accountId, sealed, this.clock.now()],
      );
      if (begun === 0) throw ACCOUNTS.secondFactorOn();
      return tx.first<{ username: string }>(`select username from account where id = $1`, [caller.accountId]);
    });
    const uri = totpUri(secret, account?.username ?? '');
    return { secret, uri, qrSvg: await drawQrCode(uri) };
  }

  /** Turns it on; ends the other sessions, which had no second factor. @throws accounts.wrong-proof, accounts.second-factor-on */
  async confirm(caller: Principal, code: string): Promise<string[]> {
    return this.work.run(async (tx) => {
      if (await this.check.isOn(tx, caller.accountId)) throw ACCOUNTS.secondFactorOn();
      const step = await this.check.acceptTotp(tx, caller.accountId, code, 'being set up');
      if (step === null) throw ACCOUNTS.wrongProof();
      const on = await tx.run(
        `update second_factor set confirmed_at = $2 where account_id = $1 and confirmed_at is null`,
        [caller.accountId, this.clock.now()],
      );
      if (on === 0) throw ACCOUNTS.secondFactorOn();
      await this.sessions.revoke(tx, caller.accountId, 'second factor turned on', { but: caller.sessionId });
      await this.note(tx, caller, 'account.turn-on-second-factor');
      return this.newCodes(tx, caller.accountId);
    });
  }

  /** @throws accounts.second-factor-off, accounts.wrong-proof, accounts.too-many-tries, accounts.sign-in-busy */
  async renewCodes(caller: Principal, password: string, code: string): Promise<string[]> {
    await this.prove(caller, password, code);
    return this.work.run(async (tx) => {
      await this.note(tx, caller, 'account.renew-recovery-codes');
      return this.newCodes(tx, caller.accountId);
    });
  }

  /** @throws accounts.second-factor-off, accounts.wrong-proof, accounts.too-many-tries, accounts.sign-in-busy */
  async turnOff(caller: Principal, password: string, code: string): Promise<void> {
    await this.prove(caller, password, code);
    await this.work.run(async (tx) => {
      const off = await tx.run(`delete from second_factor where account_id = $1`, [caller.accountId]);
      if (off > 0) await this.note(tx, caller, 'account.turn-off-second-factor');
    });
  }

  /** Password and code together: a wrong one is not told from the other, and counts as a wrong password. */
  private async prove(caller: Principal, password: string, code: string): Promise<void> {
    if (!(await this.check.isOn(this.database, caller.accountId))) throw ACCOUNTS.secondFactorOff();
    await this.own.require(caller, password, () => this.check.accept(this.database, caller.accountId, code));
  }

  /** Those of before are void. */
  private async newCodes(tx: Tx, accountId: string): Promise<string[]> {
    await tx.first(`select account_id from second_factor where account_id = $1 for update`, [accountId]);
    await tx.run(`delete from recovery_code where account_id = $1`, [accountId]);
    const codes = Array.from({ length: RECOVERY_CODES }, newOneTimeCode);
    const digests = codes.map((code) => recoveryDigest(this.key, accountId, readOneTimeCode(code) ?? ''));
    await tx.run(`insert into recovery_code (account_id, digest) select $1, unnest($2::bytea[])`, [accountId, digests]);
    return codes;
  }

  private async note(tx: Tx, caller: Principal, act: string): Promise<void> {
    const unitId = caller.posts[0]?.unitId ?? null;
    await this.audit.record(tx, caller, { act, subjectType: 'account', subjectId: caller.accountId, unitId });
  }
}

/** Read when the first person sets it up. */
async function drawQrCode(text: string): Promise<string> {
  const { default: qrCode } = await import('qrcode');
  return qrCode.toString(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 });
}
