import { Injectable } from '@nestjs/common';
import { AccountPassword } from '../accounts/account-password.service.ts';
import { ACCOUNTS } from '../accounts/accounts.errors.ts';
import { ActivationConditions } from '../accounts/activation-conditions.ts';
import { readOneTimeCode } from '../accounts/one-time-code.ts';
import type { Device, OpenedSession } from '../accounts/opened-session.ts';
import type { HashedPassword } from '../accounts/passwords.ts';
import { SecondFactorCheck } from '../accounts/second-factor-check.ts';
import { Sessions } from '../accounts/sessions.service.ts';
import { SignInLimiter } from '../accounts/sign-in-limiter.ts';
import { SigningKey } from '../accounts/signing-key.ts';
import { StrongPasswords } from '../accounts/strong-passwords.ts';
import { ToBeActivated, type Claimant } from '../accounts/to-be-activated.reader.ts';
import { toUsername } from '../accounts/username.policy.ts';
import { Audit } from '../platform/audit/audit.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import type { ErrorFactory } from '../platform/errors/domain-error.ts';
import { STATE_OF_CODE, type ActivationCodeState } from './activation-code.states.ts';
import type { ActivateBody } from './activation-codes.dto.ts';
import { codeDigest } from './new-codes.ts';
import { CREDENTIALS } from './credentials.errors.ts';

/** Looked up for names nobody has, so that they cost the same question. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

interface FoundCode {
  readonly id: string;
  readonly state: ActivationCodeState;
}

/** Turns a one-time code into a password of the person's own and a session. */
@Injectable()
export class Activation {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly key: SigningKey,
    private readonly limiter: SignInLimiter,
    private readonly people: ToBeActivated,
    private readonly secondFactor: SecondFactorCheck,
    private readonly strength: StrongPasswords,
    private readonly passwords: AccountPassword,
    private readonly sessions: Sessions,
    private readonly audit: Audit,
    private readonly conditions: ActivationConditions,
  ) {}

  /**
   * One error for an unknown name, a wrong code and an account that is not active; it counts as a wrong password. Who holds a right
   * code is told more. The password is judged before anything is used up.
   * @throws credentials.wrong-code, credentials.code-spent, credentials.training-first, accounts.weak-password, accounts.second-factor-needed,
   * accounts.wrong-second-factor, accounts.too-many-tries, accounts.sign-in-busy
   */
  async activate(body: ActivateBody, device: Device): Promise<OpenedSession> {
    const username = toUsername(body.username);
    const person = await this.people.byUsername(this.database, username);
    const found = await this.find(person, body.code);
    let refusal: ErrorFactory = CREDENTIALS.wrongCode;
    let hashed: HashedPassword | null = null;
    const { right, lockedNow } = await this.limiter.guarded(username, device.address, async () => {
      if (!person?.isActive || !found) return false;
      if (found.state !== 'waiting') throw CREDENTIALS.codeSpent();
      if (person.hasSecondFactor && body.secondFactorCode === undefined) throw ACCOUNTS.secondFactorNeeded();
      hashed = await this.strength.hashFor(person.id, body.password);
      if (!person.hasSecondFactor) return true;
      refusal = ACCOUNTS.wrongSecondFactor;
      return this.secondFactor.accept(this.database, person.id, body.secondFactorCode ?? '');
    });
    if (!right || !person || !found || !hashed) return this.refuse(person, lockedNow, device, refusal);
    const password: HashedPassword = hashed;
    return this.work.run((tx) => this.use(tx, person, found, password, device));
  }

  private async find(person: Claimant | null, typed: string): Promise<FoundCode | null> {
    const accountId = person?.id ?? NOBODY;
    const digest = codeDigest(this.key, accountId, readOneTimeCode(typed) ?? '');
    return this.database.first<FoundCode & Record<string, unknown>>(
      `select c.id, ${STATE_OF_CODE} as state from activation_code c join account a on a.id = c.account_id
       where c.account_id = $2 and c.digest = $3`,
      [this.clock.now(), accountId, digest],
    );
  }

  /** The row decides: of requests with the same code sent side by side one gets in. */
  private async use(
    tx: Tx,
    seen: Claimant,
    code: FoundCode,
    password: HashedPassword,
    device: Device,
  ): Promise<OpenedSession> {
    const person = await this.people.locked(tx, seen.id);
    if (!person?.isActive || person.hasSecondFactor !== seen.hasSecondFactor) throw CREDENTIALS.wrongCode();
    if (!(await this.conditions.hold(tx, person.id))) throw CREDENTIALS.trainingFirst();
    const used = await tx.run(
      `update activation_code set used_at = $2, used_from = $3
       where id = $1 and used_at is null and voided_at is null and expires_at > $2 and password_serial = $4`,
      [code.id, this.clock.now(), device.address, person.serial],
    );
    if (used === 0) throw CREDENTIALS.codeSpent();
    const by = { accountId: person.id, address: device.address };
    const { unitId } = person;
    await this.passwords.replace(tx, by, {
      accountId: person.id,
      password,
      temporary: false,
      act: 'account.activate',
      unitId,
    });
    return this.sessions.open(tx, person.id, device);
  }

  /** What was typed is not logged. */
  private async refuse(
    person: Claimant | null,
    lockedNow: boolean,
    device: Device,
    refusal: ErrorFactory,
  ): Promise<never> {
    const who = { accountId: null, address: device.address };
    const subject = { subjectType: 'account', subjectId: person?.id ?? null, unitId: person?.unitId ?? null };
    await this.audit.note(who, { act: 'account.activation-failed', ...subject });
    if (lockedNow) await this.audit.note(who, { act: 'session.locked-out', ...subject });
    throw refusal();
  }
}
