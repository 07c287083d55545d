import { createHash, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Device, OpenedSession } from '../accounts/opened-session.ts';
import { OwnPassword } from '../accounts/own-password.ts';
import { Sessions } from '../accounts/sessions.service.ts';
import type { Principal } from '../platform/access/principal.ts';
import { Audit } from '../platform/audit/audit.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/errors/domain-error.ts';
import { ATTEMPT_SECONDS, type Attempt } from './attempt.policy.ts';
import { ExternalIdentities } from './external-identities.service.ts';
import { Provider, type ProvenIdentity } from './provider.ts';
import type { LinkingBody } from './single-sign-on.dto.ts';
import { SINGLE_SIGN_ON } from './single-sign-on.errors.ts';

/** The start of an attempt: what the browser keeps, and where it goes. */
export interface Beginning {
  readonly attempt: Attempt;
  readonly url: string;
}

/** Signs people in by what an OpenID Connect provider proves about them. Nobody gets an account by it. */
@Injectable()
export class SingleSignOn {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly provider: Provider,
    private readonly identities: ExternalIdentities,
    private readonly ownPassword: OwnPassword,
    private readonly sessions: Sessions,
    private readonly audit: Audit,
  ) {}

  /** @throws single-sign-on.off, single-sign-on.provider-unavailable */
  async begin(returnTo = '/', linkFor: Attempt['linkFor'] = null): Promise<Beginning> {
    const { url, ...secrets } = await this.provider.begin();
    const expiresAt = this.clock.now().getTime() + ATTEMPT_SECONDS * 1000;
    return { url, attempt: { ...secrets, returnTo, expiresAt, linkFor } };
  }

  /** A link is as good as a password, so the password is asked for. @throws also accounts.wrong-current-password, … */
  async beginLinking(caller: Principal, { password, returnTo }: LinkingBody): Promise<Beginning> {
    if (!this.provider.isOn) throw SINGLE_SIGN_ON.off();
    await this.ownPassword.require(caller, password);
    return this.begin(returnTo, { accountId: caller.accountId, sessionId: caller.sessionId });
  }

  /**
   * The browser is back from the provider.
   * @param search the query it came with
   * @returns the new session, or null when an identity was linked
   */
  async end(attempt: Attempt | null, search: string, device: Device): Promise<OpenedSession | null> {
    if (!this.provider.isOn) throw SINGLE_SIGN_ON.off();
    if (!attempt || !isSame(new URLSearchParams(search).get('state'), attempt.state)) throw SINGLE_SIGN_ON.lost();
    await this.useUp(attempt);
    try {
      const proven = await this.provider.finish(search, attempt, 'claims');
      if (!attempt.linkFor) return await this.open(proven, device);
      await this.identities.link(attempt.linkFor, proven, device.address);
      return null;
    } catch (error) {
      await this.noteFailure(attempt, error, device);
      throw error;
    }
  }

  /** Before anything is asked of the provider: one attempt, one answer, whoever else has a copy of the cookie. */
  private async useUp({ state, expiresAt }: Attempt): Promise<void> {
    const first = await this.database.run(
      `insert into single_sign_on_used (state_hash, expires_at) values ($1, $2) on conflict do nothing`,
      [createHash('sha256').update(state).digest(), new Date(expiresAt)],
    );
    if (first === 0) throw SINGLE_SIGN_ON.lost();
  }

  private open(proven: ProvenIdentity, device: Device): Promise<OpenedSession> {
    return this.work.run(async (tx) => {
      const who = { accountId: null, address: device.address };
      const accountId = await this.identities.accountOf(tx, proven, who);
      if (accountId === null) throw SINGLE_SIGN_ON.noAccount({ provider: this.provider.name });
      const opened = await this.sessions.open(tx, accountId, device);
      const line = { act: 'session.sign-in-through-provider', subjectType: 'session', subjectId: opened.who.id };
      const unitId = opened.who.posts[0]?.unitId ?? null;
      const detail = { issuer: proven.issuer };
      await this.audit.record(tx, { accountId, address: device.address }, { ...line, unitId, detail });
      return opened;
    });
  }

  /** What the provider said is not kept: it may hold anything. */
  private async noteFailure({ linkFor }: Attempt, error: unknown, { address }: Device): Promise<void> {
    const why = error instanceof DomainError ? error.code : 'unexpected';
    const line = { act: 'single-sign-on.failed', subjectType: 'account', subjectId: linkFor?.accountId ?? null };
    const detail = { issuer: this.provider.issuer, why };
    await this.audit.note({ accountId: linkFor?.accountId ?? null, address }, { ...line, unitId: null, detail });
  }
}

function isSame(given: string | null, expected: string): boolean {
  if (given === null) return false;
  const [a, b] = [given, expected].map((text) => createHash('sha256').update(text).digest()) as [Buffer, Buffer];
  return timingSafeEqual(a, b);
}
