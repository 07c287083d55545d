import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Audit } from '../platform/audit/audit.ts';
import { Config } from '../platform/config/config.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import type { Page } from '../platform/http/keyset.ts';
import type { PageQuery } from '../platform/http/page.dto.ts';
import { Mail } from '../platform/mail/mail.ts';
import type { AccountWire } from './account.wire.ts';
import { secondFactorRemovedMail } from './account-mails.texts.ts';
import { mailboxOf } from './account-mailbox.ts';
import { ACCOUNTS } from './accounts.errors.ts';
import { Administration } from './administration.ts';
import type { OwnSessionWire } from './session.wire.ts';
import { SessionsReader } from './sessions.reader.ts';
import { Sessions } from './sessions.service.ts';
import { VisibleAccounts } from './visible-accounts.reader.ts';

/** What administrators do about how a person within their reach is signed in. */
@Injectable()
export class AccountSessions {
  constructor(
    private readonly work: UnitOfWork,
    private readonly config: Config,
    private readonly administration: Administration,
    private readonly visible: VisibleAccounts,
    private readonly reader: SessionsReader,
    private readonly sessions: Sessions,
    private readonly mail: Mail,
    private readonly audit: Audit,
  ) {}

  /** @throws request.not-found, accounts.beyond-reach */
  async list(caller: Principal, accountId: string, page: PageQuery): Promise<Page<OwnSessionWire>> {
    const account = await this.visible.one(caller, accountId);
    if (!account.can.manage) throw ACCOUNTS.beyondReach();
    return this.reader.openOf(accountId, page, caller.sessionId);
  }

  /** Effective with the next request; harmless when it has ended already. @throws request.not-found, accounts.beyond-reach */
  async endOne(caller: Principal, accountId: string, sessionId: string): Promise<void> {
    await this.work.run(async (tx) => {
      const account = await this.administration.requireAccount(tx, caller, accountId);
      const theirs = await tx.first(`select id from session where id = $1 and account_id = $2`, [sessionId, accountId]);
      if (!theirs) throw REQUEST.notFound();
      const ended = await this.sessions.revoke(tx, accountId, 'ended by an administrator', { only: sessionId });
      if (ended > 0) await this.note(tx, caller, account, 'account.end-session', { sessionId });
    });
  }

  /** @throws request.not-found, accounts.beyond-reach */
  async endAll(caller: Principal, accountId: string): Promise<void> {
    await this.work.run(async (tx) => {
      const account = await this.administration.requireAccount(tx, caller, accountId);
      const ended = await this.sessions.revoke(tx, accountId, 'ended by an administrator');
      if (ended > 0) await this.note(tx, caller, account, 'account.end-sessions', { ended });
    });
  }

  /**
   * For somebody whose phone and recovery codes are gone: ends the sessions and tells the person, in case nobody asked for it.
   * @throws request.not-found, accounts.beyond-reach, accounts.own-second-factor
   */
  async removeSecondFactor(caller: Principal, accountId: string): Promise<void> {
    if (accountId === caller.accountId) throw ACCOUNTS.ownSecondFactor();
    await this.work.run(async (tx) => {
      const account = await this.administration.requireAccount(tx, caller, accountId);
      const removed = await tx.run(`delete from second_factor where account_id = $1`, [accountId]);
      if (removed === 0) return;
      await this.sessions.revoke(tx, accountId, 'second factor removed');
      await this.note(tx, caller, account, 'account.remove-second-factor', {});
      const recipient = mailboxOf(account);
      if (recipient)
        await this.mail.queue(tx, [secondFactorRemovedMail(recipient, randomUUID(), this.config.publicUrl)]);
    });
  }

  private async note(
    tx: Tx,
    caller: Principal,
    account: AccountWire,
    act: string,
    detail: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const unitId = account.posts[0]?.unitId ?? null;
    await this.audit.record(tx, caller, { act, subjectType: 'account', subjectId: account.id, unitId, detail });
  }
}
