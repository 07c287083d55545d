import { Injectable } from '@nestjs/common';
import { Audit } from '../platform/audit/audit.ts';
import { Config } from '../platform/config/config.ts';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import type { ErrorFactory } from '../platform/errors/domain-error.ts';
import { ACCOUNTS } from './accounts.errors.ts';
import type { Device, OpenedSession } from './opened-session.ts';
import { Passwords } from './passwords.ts';
import { SecondFactorCheck } from './second-factor-check.ts';
import { HAS_SECOND_FACTOR } from './session-restriction.ts';
import type { SignInBody } from './sessions.dto.ts';
import { Sessions } from './sessions.service.ts';
import { SignInLimiter } from './sign-in-limiter.ts';
import { toUsername } from './username.policy.ts';

interface Candidate {
  readonly id: string;
  readonly phc: string | null;
  readonly active: boolean;
  readonly sample: boolean;
  readonly hasSecondFactor: boolean;
  readonly unitId: string | null;
}

/** Turns a user name and a password into a session. */
@Injectable()
export class SignIn {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly config: Config,
    private readonly limiter: SignInLimiter,
    private readonly passwords: Passwords,
    private readonly secondFactor: SecondFactorCheck,
    private readonly sessions: Sessions,
    private readonly audit: Audit,
  ) {}

  /**
   * One error for an unknown name, a wrong password, an account that is locked or disabled and one without password, after the same
   * work. A second factor is asked for only when the password is right; a wrong code counts as a wrong password.
   * @throws accounts.wrong-credentials, accounts.second-factor-needed, accounts.wrong-second-factor, accounts.too-many-tries, accounts.sign-in-busy, accounts.sample-password-refused
   */
  async signIn({ username: typed, password, code }: SignInBody, device: Device): Promise<OpenedSession> {
    const username = toUsername(typed);
    const candidate = await this.find(username);
    let refusal = ACCOUNTS.wrongCredentials;
    const { right, lockedNow } = await this.limiter.guarded(username, device.address, async () => {
      const same = await this.passwords.matches(candidate?.phc ?? null, password);
      if (!same || candidate?.active !== true) return false;
      if (!candidate.hasSecondFactor) return true;
      if (code === undefined) throw ACCOUNTS.secondFactorNeeded();
      refusal = ACCOUNTS.wrongSecondFactor;
      return this.secondFactor.accept(this.database, candidate.id, code);
    });
    if (!right || !candidate) return this.refuse(candidate, lockedNow, device, refusal);
    if (candidate.sample && this.config.isProduction) throw ACCOUNTS.samplePasswordRefused();
    return this.work.run((tx) => this.open(tx, candidate, device));
  }

  private find(username: string): Promise<Candidate | null> {
    return this.database.first<Candidate & Record<string, unknown>>(
      `select a.id, a.password_hash as phc, a.status = 'active' as active, a.sample, ${HAS_SECOND_FACTOR} as "hasSecondFactor",
         (select p.unit_id from post p where p.account_id = a.id order by p.ends_at desc nulls first, p.starts_at, p.id limit 1) as "unitId"
       from account a where lower(a.username) = $1`,
      [username],
    );
  }

  /** The password may have been changed, the account locked or its second factor turned on, while this one was being compared. */
  private async open(tx: Tx, candidate: Candidate, device: Device): Promise<OpenedSession> {
    const same = await tx.first(
      `select id from account a where id = $1 and status = 'active' and password_hash = $2 and (${HAS_SECOND_FACTOR}) = $3 for no key update`,
      [candidate.id, candidate.phc, candidate.hasSecondFactor],
    );
    if (!same) throw ACCOUNTS.wrongCredentials();
    return this.sessions.open(tx, candidate.id, device);
  }

  /** What was typed as a name is not logged: now and then it is a password. */
  private async refuse(
    candidate: Candidate | null,
    lockedNow: boolean,
    device: Device,
    refusal: ErrorFactory,
  ): Promise<never> {
    const who = { accountId: null, address: device.address };
    const subject = { subjectType: 'account', subjectId: candidate?.id ?? null, unitId: candidate?.unitId ?? null };
    await this.audit.note(who, { act: 'session.sign-in-failed', ...subject });
    if (lockedNow) await this.audit.note(who, { act: 'session.locked-out', ...subject });
    throw refusal();
  }
}
