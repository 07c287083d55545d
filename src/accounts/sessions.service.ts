import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ACCESS } from '../platform/access/access.errors.ts';
import type { Principal } from '../platform/access/principal.ts';
import { Audit } from '../platform/audit/audit.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { AccessTokens } from './access-tokens.ts';
import { AccountUse } from './account-use.ts';
import type { Device, OpenedSession } from './opened-session.ts';
import { judgeRefresh, sessionEnd, type RefreshState } from './refresh.policy.ts';
import { makeRefreshToken, readRefreshToken, type RefreshToken } from './refresh-token.ts';
import { SessionsReader } from './sessions.reader.ts';
import { SigningKey } from './signing-key.ts';

interface LiveSession extends RefreshState {
  readonly id: string;
  readonly accountId: string;
  readonly createdAt: Date;
}

const LIVE = `select s.id, s.account_id as "accountId", s.refresh_hash as "refreshHash", s.previous_refresh_hash as "previousRefreshHash",
    s.rotated_at as "rotatedAt", s.created_at as "createdAt"
  from session s join account a on a.id = s.account_id
  where s.id = $1 and s.revoked_at is null and s.expires_at > $2 and a.status = 'active' and not (a.sample and $3)
  for update of s`;

/** Opens, renews and ends sessions. */
@Injectable()
export class Sessions {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly key: SigningKey,
    private readonly tokens: AccessTokens,
    private readonly reader: SessionsReader,
    private readonly use: AccountUse,
    private readonly audit: Audit,
  ) {}

  /**
   * A new session for an account that has just proved who it is.
   * @param by `another-service` vouches for the person: then neither a temporary password nor a missing second factor restricts it
   */
  async open(
    tx: Tx,
    accountId: string,
    device: Device,
    by: 'password' | 'another-service' = 'password',
  ): Promise<OpenedSession> {
    const id = randomUUID();
    const refresh = makeRefreshToken(this.key, id);
    const now = this.clock.now();
    await tx.run(
      `insert into session (id, account_id, refresh_hash, rotated_at, created_at, expires_at, address, user_agent, by_password)
       values ($1, $2, $3, $4, $4, $5, $6, $7, $8)`,
      [id, accountId, refresh.hash, now, this.endOf(now, now), device.address, device.userAgent, by === 'password'],
    );
    await this.use.heard(tx, [accountId]);
    const opened = await this.answer(tx, { id, accountId }, refresh.text);
    const unitId = opened.who.posts[0]?.unitId ?? null;
    await this.audit.record(
      tx,
      { accountId, address: device.address },
      { act: 'session.sign-in', subjectType: 'session', subjectId: id, unitId },
    );
    return opened;
  }

  /** @throws access.sign-in-first when the token is not ours, was used before, or its session no longer holds */
  async renew(refreshToken: string | null, device: Device): Promise<OpenedSession> {
    const token = readRefreshToken(this.key, refreshToken);
    // Revoking a stolen session must be committed, so it is an answer here and becomes an error only afterwards.
    const opened = token && (await this.work.run((tx) => this.renewWith(tx, token, device)));
    if (!opened) throw ACCESS.signInFirst();
    return opened;
  }

  private async renewWith(tx: Tx, token: RefreshToken, device: Device): Promise<OpenedSession | null> {
    const now = this.clock.now();
    const session = await tx.first<LiveSession & Record<string, unknown>>(LIVE, [
      token.sessionId,
      now,
      this.config.isProduction,
    ]);
    if (!session) return null;
    switch (judgeRefresh(session, token.hash, now)) {
      case 'current':
        return this.rotate(tx, session, now);
      case 'previous':
        return this.answer(tx, session, null);
      case 'reused':
        await this.revokeStolen(tx, session, device);
        return null;
    }
  }

  private async rotate(tx: Tx, session: LiveSession, now: Date): Promise<OpenedSession> {
    const refresh = makeRefreshToken(this.key, session.id);
    await tx.run(
      `update session set previous_refresh_hash = refresh_hash, refresh_hash = $2, rotated_at = $3, expires_at = $4 where id = $1`,
      [session.id, refresh.hash, now, this.endOf(session.createdAt, now)],
    );
    await this.use.heard(tx, [session.accountId]);
    return this.answer(tx, session, refresh.text);
  }

  private async answer(
    tx: Tx,
    session: { readonly id: string; readonly accountId: string },
    refreshToken: string | null,
  ): Promise<OpenedSession> {
    const who = await this.reader.who(tx, session.accountId, session.id);
    return { access: this.tokens.sign(session.accountId, session.id), refreshToken, who };
  }

  private async revokeStolen(tx: Tx, session: LiveSession, device: Device): Promise<void> {
    await this.revoke(tx, session.accountId, 'refresh token used twice', { only: session.id });
    const line = { act: 'session.revoked-as-stolen', subjectType: 'session', subjectId: session.id, unitId: null };
    await this.audit.record(tx, { accountId: session.accountId, address: device.address }, line);
  }

  async signOut(caller: Principal): Promise<void> {
    await this.end(caller, caller.sessionId, 'session.sign-out');
  }

  /** Ends one of the caller's own sessions; harmless when it has ended already. @throws request.not-found for anybody else's */
  async endOwn(caller: Principal, id: string): Promise<void> {
    await this.end(caller, id, 'session.end');
  }

  private async end(caller: Principal, id: string, act: string): Promise<void> {
    await this.work.run(async (tx) => {
      const own = await tx.first(`select id from session where id = $1 and account_id = $2`, [id, caller.accountId]);
      if (!own) throw REQUEST.notFound();
      const ended = await this.revoke(tx, caller.accountId, act, { only: id });
      const unitId = caller.posts[0]?.unitId ?? null;
      if (ended > 0) await this.audit.record(tx, caller, { act, subjectType: 'session', subjectId: id, unitId });
    });
  }

  /** Ends sessions of an account, at the latest with the next request: all of them, all but one, or one. @returns how many */
  revoke(
    tx: Tx,
    accountId: string,
    why: string,
    which: { readonly only?: string; readonly but?: string } = {},
  ): Promise<number> {
    return tx.run(
      `update session set revoked_at = $2, revoked_why = $3
       where account_id = $1 and revoked_at is null and ($4::uuid is null or id = $4) and ($5::uuid is null or id <> $5)`,
      [accountId, this.clock.now(), why, which.only ?? null, which.but ?? null],
    );
  }

  private endOf(began: Date, now: Date): Date {
    return sessionEnd(began, now, this.config.get('SESSION_DAYS'), this.config.get('SESSION_MAX_DAYS'));
  }
}
