import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AccountPassword } from '../accounts/account-password.service.ts';
import { mailboxOf } from '../accounts/account-mailbox.ts';
import type { HashedPassword } from '../accounts/passwords.ts';
import { SigningKey } from '../accounts/signing-key.ts';
import { StrongPasswords } from '../accounts/strong-passwords.ts';
import { ToBeActivated } from '../accounts/to-be-activated.reader.ts';
import { toUsername } from '../accounts/username.policy.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { Jobs } from '../platform/jobs/jobs.ts';
import { Mail } from '../platform/mail/mail.ts';
import { CREDENTIALS } from './credentials.errors.ts';
import { MAIL_PASSWORD_RESETS } from './password-reset.tasks.ts';
import { passwordWasResetMail } from './password-reset.texts.ts';
import type { PasswordResetRequestedWire } from './password-resets.wire.ts';
import { RequestLimiter } from './request-limiter.ts';

interface Link {
  readonly id: string;
  readonly accountId: string;
}

export const tokenDigest = (key: SigningKey, token: string): Buffer => key.digest('password-reset', token);

/** A link that holds: $1 its digest, $2 now. */
const HOLDING = `from password_reset r join account a on a.id = r.account_id
  where r.digest = $1 and r.used_at is null and r.voided_at is null and r.expires_at > $2 and r.password_serial = a.password_serial
    and r.mailed_to = a.email and a.status = 'active'`;

/** Forgotten passwords: a link by mail, then a new password. */
@Injectable()
export class PasswordResets {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly key: SigningKey,
    private readonly limiter: RequestLimiter,
    private readonly people: ToBeActivated,
    private readonly strength: StrongPasswords,
    private readonly passwords: AccountPassword,
    private readonly jobs: Jobs,
    private readonly mail: Mail,
  ) {}

  /**
   * Asks for a link. Whoever is meant or nobody, it is the same work here: one question, one job written down; everything that
   * depends on the account is done by the job, where nobody can time it.
   * @throws credentials.too-many-requests
   */
  async request(typed: string, address: string): Promise<PasswordResetRequestedWire> {
    const login = toUsername(typed);
    await this.limiter.byAddress('reset-address', address);
    await this.limiter.byLogin(login);
    const people = await this.people.byLogin(this.database, login);
    const requests = people.map(({ id: accountId }) => ({ id: randomUUID(), accountId }));
    await this.work.run((tx) => this.jobs.enqueue(tx, MAIL_PASSWORD_RESETS, { requests }));
    return { linkMinutes: this.config.get('PASSWORD_RESET_MINUTES') };
  }

  /**
   * Ends all sessions and opens none: the second factor is asked for at the next sign-in, as ever.
   * @throws credentials.link-spent, credentials.too-many-requests, accounts.weak-password, accounts.sign-in-busy
   */
  async redeem(token: string, password: string, address: string): Promise<void> {
    await this.limiter.byAddress('redeem-address', address);
    const digest = tokenDigest(this.key, token);
    const link = await this.database.first<Link & Record<string, unknown>>(
      `select r.id, r.account_id as "accountId" ${HOLDING}`,
      [digest, this.clock.now()],
    );
    if (!link) throw CREDENTIALS.linkSpent();
    const hashed = await this.strength.hashFor(link.accountId, password);
    await this.work.run((tx) => this.use(tx, link, digest, hashed, address));
  }

  private async use(tx: Tx, link: Link, digest: Buffer, password: HashedPassword, address: string): Promise<void> {
    const person = await this.people.locked(tx, link.accountId);
    const now = this.clock.now();
    const used = await tx.run(`update password_reset set used_at = $2 where id = (select r.id ${HOLDING})`, [
      digest,
      now,
    ]);
    if (used === 0 || !person) throw CREDENTIALS.linkSpent();
    await this.passwords.replace(
      tx,
      { accountId: person.id, address },
      { accountId: person.id, password, temporary: false, act: 'account.reset-password', unitId: person.unitId },
    );
    const recipient = mailboxOf(person);
    if (recipient) await this.mail.queue(tx, [passwordWasResetMail(recipient, link.id, this.config.publicUrl)]);
  }
}
