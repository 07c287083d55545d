import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.ts';
import type { Queries } from '../platform/database/tx.ts';
import { readOneTimeCode } from './one-time-code.ts';
import type { SecondFactor } from './second-factor.entity.ts';
import { unseal } from './secret-box.ts';
import { SigningKey } from './signing-key.ts';
import { looksLikeTotp, totpStep } from './totp.policy.ts';

export const SEALED_FOR = 'second-factor';

export const recoveryDigest = (key: SigningKey, accountId: string, code: string): Buffer =>
  key.digest('recovery-code', `${accountId}\n${code}`);

/** Accepts codes of the second factor, each once. */
@Injectable()
export class SecondFactorCheck {
  constructor(
    private readonly clock: Clock,
    private readonly key: SigningKey,
  ) {}

  /** Whether the account has one that counts. */
  async isOn(queries: Queries, accountId: string): Promise<boolean> {
    const on = await queries.first(
      `select account_id from second_factor where account_id = $1 and confirmed_at is not null`,
      [accountId],
    );
    return on !== null;
  }

  /** Uses up a code of the app or a recovery code; of requests with the same code sent side by side one gets true. */
  async accept(queries: Queries, accountId: string, typed: string): Promise<boolean> {
    if (looksLikeTotp(typed)) return (await this.acceptTotp(queries, accountId, typed, 'confirmed')) !== null;
    const code = readOneTimeCode(typed);
    if (code === null) return false;
    const used = await queries.run(
      `update recovery_code r set used_at = $3 from second_factor f
       where r.account_id = $1 and r.digest = $2 and r.used_at is null and f.account_id = r.account_id and f.confirmed_at is not null`,
      [accountId, recoveryDigest(this.key, accountId, code), this.clock.now()],
    );
    return used === 1;
  }

  /** @returns the step of the code, now used up; null when the code is wrong or was used */
  async acceptTotp(
    queries: Queries,
    accountId: string,
    typed: string,
    factor: 'confirmed' | 'being set up',
  ): Promise<number | null> {
    const kept = await queries.first<Pick<SecondFactor, 'sealedSecret'>>(
      `select sealed_secret as "sealedSecret" from second_factor where account_id = $1 and (confirmed_at is not null) = $2`,
      [accountId, factor === 'confirmed'],
    );
    const secret = kept && unseal(this.key, SEALED_FOR, accountId, kept.sealedSecret);
    const step = secret ? totpStep(secret, typed, this.clock.now()) : null;
    if (step === null) return null;
    // The row decides: whoever comes second finds the step used.
    const accepted = await queries.run(
      `update second_factor set last_step = $2 where account_id = $1 and sealed_secret = $3 and (last_step is null or last_step < $2)`,
      [accountId, step, kept?.sealedSecret],
    );
    return accepted === 1 ? step : null;
  }
}
