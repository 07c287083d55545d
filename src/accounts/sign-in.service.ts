import { Injectable } from '@nestjs/common';
import { Audit } from '../platform/audit/audit.ts';
import { Config } from '../platform/config/config.ts';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { ACCOUNTS } from './accounts.errors.ts';
import type { Device, OpenedSession } from './opened-session.ts';
import { Passwords } from './passwords.ts';
import type { SignInBody } from './sessions.dto.ts';
import { Sessions } from './sessions.service.ts';
import { SignInLimiter } from './sign-in-limiter.ts';
import { toUsername } from './username.policy.ts';

interface Candidate {
  readonly id: string;
  readonly phc: string | null;
  readonly active: boolean;
  readonly sample: boolean;
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
    private readonly sessions: Sessions,
    private readonly audit: Audit,
  ) {}

  /**
   * One error for an unknown name, a wrong password, a locked account and one without password, after the same work.
   * @throws accounts.wrong-credentials, accounts.too-many-tries, accounts.sign-in-busy, accounts.sample-password-refused
   */
  async signIn({ username: typed, password }: SignInBody, device: Device): Promise<OpenedSession> {
    const username = toUsername(typed);
    const candidate = await this.find(username);
    const { right, lockedNow } = await this.limiter.guarded(username, device.address, async () => {
      const same = await this.passwords.matches(candidate?.phc ?? null, password);
      return same && candidate?.active === true;
    });
    if (!right || !candidate) return this.refuse(candidate, lockedNow, device);
    if (candidate.sample && this.config.isProduction) throw ACCOUNTS.samplePasswordRefused();
    return this.work.run((tx) => this.open(tx, candidate, device));
  }

  private find(username: string): Promise<Candidate | null> {
    return this.database.first<Candidate & Record<string, unknown>>(
      `select a.id, a.password_hash as phc, a.status = 'active' as active, a.sample,
         (select p.unit_id from post p where p.account_id = a.id order by p.ends_at desc nulls first, p.starts_at, p.id limit 1) as "unitId"
       from account a where lower(a.username) = $1`,
      [username],
    );
  }

  /** The password may have been changed, or the account locked, while this one was being compared. */
  private async open(tx: Tx, candidate: Candidate, device: Device): Promise<OpenedSession> {
    const same = await tx.first(
      `select id from account where id = $1 and status = 'active' and password_hash = $2 for share`,
      [candidate.id, candidate.phc],
    );
    if (!same) throw ACCOUNTS.wrongCredentials();
    return this.sessions.open(tx, candidate.id, device);
  }

  /** What was typed as a name is not logged: now and then it is a password. */
  private async refuse(candidate: Candidate | null, lockedNow: boolean, device: Device): Promise<never> {
    const who = { accountId: null, address: device.address };
    const subject = { subjectType: 'account', subjectId: candidate?.id ?? null, unitId: candidate?.unitId ?? null };
    await this.audit.note(who, { act: 'session.sign-in-failed', ...subject });
    if (lockedNow) await this.audit.note(who, { act: 'session.locked-out', ...subject });
    throw ACCOUNTS.wrongCredentials();
  }
}
