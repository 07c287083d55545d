import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ACCOUNTS } from '../accounts/accounts.errors.ts';
import { Sessions } from '../accounts/sessions.service.ts';
import { Callers } from '../accounts/callers.reader.ts';
import { SignInCandidates } from '../accounts/sign-in-candidates.reader.ts';
import { VisibleAccounts } from '../accounts/visible-accounts.reader.ts';
import { ACCESS } from '../platform/access/access.errors.ts';
import type { Principal } from '../platform/access/principal.ts';
import { Audit, type Anonymous } from '../platform/audit/audit.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import type { ExternalIdentity, LinkedBy } from './external-identity.entity.ts';
import { Provider, type ProvenIdentity } from './provider.ts';
import { SINGLE_SIGN_ON } from './single-sign-on.errors.ts';
import type { ExternalIdentitiesWire } from './single-sign-on.wire.ts';

type Shown = Pick<ExternalIdentity, 'id' | 'issuer' | 'label' | 'linkedBy' | 'linkedAt' | 'lastUsedAt'>;

const LIST = `select id, issuer, label, linked_by as "linkedBy", linked_at as "linkedAt", last_used_at as "lastUsedAt"
  from external_identity where account_id = $1 and ended_at is null order by linked_at, id`;

/** Links of accounts with identities at providers: made by their owner or at the first sign-in, ended by the owner or an administrator. */
@Injectable()
export class ExternalIdentities {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly provider: Provider,
    private readonly candidates: SignInCandidates,
    private readonly sessions: Sessions,
    private readonly callers: Callers,
    private readonly visible: VisibleAccounts,
    private readonly audit: Audit,
  ) {}

  /** The caller's own, or those of somebody within an administrator's reach. @throws request.not-found, accounts.beyond-reach */
  async list(caller: Principal, accountId: string): Promise<ExternalIdentitiesWire> {
    await this.requireReach(caller, accountId);
    const rows = await this.database.rows<Shown>(LIST, [accountId]);
    const items = rows.map((row) => ({
      ...row,
      linkedAt: row.linkedAt.toISOString(),
      lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    }));
    return { items };
  }

  /**
   * The account of an identity; linked now when the settings allow it and nobody ever linked or unlinked the identity.
   * @returns null when there is none that may sign in
   */
  async accountOf(tx: Tx, proven: ProvenIdentity, who: Anonymous): Promise<string | null> {
    const accountId = (await this.linkedAccount(tx, proven)) ?? (await this.linkAtFirstUse(tx, proven, who));
    if (accountId === null || !(await this.candidates.maySignIn(tx, accountId))) return null;
    await tx.run(
      `update external_identity set last_used_at = $3 where issuer = $1 and subject = $2 and ended_at is null`,
      [proven.issuer, proven.subject, this.clock.now()],
    );
    return accountId;
  }

  /**
   * Links an identity with the account of somebody who confirmed the password when it began and is still signed in.
   * @throws access.sign-in-first, single-sign-on.identity-taken, single-sign-on.already-linked
   */
  async link(owner: { accountId: string; sessionId: string }, proven: ProvenIdentity, address: string): Promise<void> {
    const caller = await this.callers.principal(owner, address);
    if (!caller) throw ACCESS.signInFirst();
    await this.work.run(async (tx) => {
      const linked = await this.insert(tx, caller.accountId, proven, 'person', caller);
      if (linked) return;
      const holder = await this.linkedAccount(tx, proven);
      const { name: provider } = this.provider;
      if (holder === null) throw SINGLE_SIGN_ON.alreadyLinked({ provider });
      if (holder !== caller.accountId) throw SINGLE_SIGN_ON.identityTaken({ provider });
    });
  }

  /**
   * Ends a link, and every other session of the account: whoever came in through it is out. Harmless when it has ended.
   * @throws request.not-found, accounts.beyond-reach
   */
  async unlink(caller: Principal, accountId: string, id: string): Promise<void> {
    const unitId = await this.requireReach(caller, accountId);
    await this.work.run(async (tx) => {
      const known = await tx.first<{ issuer: string; endedAt: Date | null }>(
        `select issuer, ended_at as "endedAt" from external_identity where id = $1 and account_id = $2 for update`,
        [id, accountId],
      );
      if (!known) throw REQUEST.notFound();
      if (known.endedAt !== null) return;
      await tx.run(`update external_identity set ended_at = $2, ended_by = $3 where id = $1`, [
        id,
        this.clock.now(),
        caller.accountId,
      ]);
      await this.sessions.revoke(tx, accountId, 'external identity unlinked', { but: caller.sessionId });
      const line = { act: 'external-identity.unlink', subjectType: 'account', subjectId: accountId, unitId };
      await this.audit.record(tx, caller, { ...line, detail: { identityId: id, issuer: known.issuer } });
    });
  }

  /** @returns the unit the act is written down under */
  private async requireReach(caller: Principal, accountId: string): Promise<string | null> {
    if (accountId === caller.accountId) return caller.posts[0]?.unitId ?? null;
    const account = await this.visible.one(caller, accountId);
    if (!account.can.manage) throw ACCOUNTS.beyondReach();
    return account.posts[0]?.unitId ?? null;
  }

  private async linkedAccount(tx: Tx, { issuer, subject }: ProvenIdentity): Promise<string | null> {
    const row = await tx.first<{ accountId: string }>(
      `select account_id as "accountId" from external_identity where issuer = $1 and subject = $2 and ended_at is null`,
      [issuer, subject],
    );
    return row?.accountId ?? null;
  }

  private async linkAtFirstUse(tx: Tx, proven: ProvenIdentity, who: Anonymous): Promise<string | null> {
    const by = this.config.get('OIDC_LINK_BY');
    if (by === 'none') return null;
    const value = by === 'username' ? proven.username : proven.verifiedEmail;
    const accountId = value === null ? null : await this.candidates.only(tx, by, value);
    if (accountId === null || (await this.wasEverLinked(tx, accountId, proven))) return null;
    // Nobody is linked who could not sign in: a sample account is refused here already.
    if (!(await this.candidates.maySignIn(tx, accountId))) return null;
    await this.insert(tx, accountId, proven, by, { ...who, accountId });
    return this.linkedAccount(tx, proven);
  }

  /** Unlinking is a decision of a person: the machine does not take it back. */
  private async wasEverLinked(tx: Tx, accountId: string, { issuer, subject }: ProvenIdentity): Promise<boolean> {
    const known = await tx.first(
      `select id from external_identity where issuer = $1 and (subject = $2 or account_id = $3) limit 1`,
      [issuer, subject, accountId],
    );
    return known !== null;
  }

  private async insert(
    tx: Tx,
    accountId: string,
    proven: ProvenIdentity,
    by: LinkedBy,
    who: Principal | Anonymous,
  ): Promise<boolean> {
    const id = randomUUID();
    const label = proven.username ?? proven.verifiedEmail;
    const linked = await tx.run(
      `insert into external_identity (id, account_id, issuer, subject, label, linked_by, linked_at) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict do nothing`,
      [id, accountId, proven.issuer, proven.subject, label, by, this.clock.now()],
    );
    if (linked === 0) return false;
    const line = { act: 'external-identity.link', subjectType: 'account', subjectId: accountId };
    const detail = { identityId: id, issuer: proven.issuer, by };
    await this.audit.record(tx, who, { ...line, unitId: await this.candidates.unitOf(tx, accountId), detail });
    return true;
  }
}
