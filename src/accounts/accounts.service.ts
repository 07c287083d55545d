import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Audit } from '../platform/audit/audit.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork, type RepeatKey } from '../platform/database/unit-of-work.ts';
import { refuseStale } from '../platform/http/if-match.ts';
import { AccountProvisioning } from './account-provisioning.service.ts';
import { AccountStanding } from './account-standing.service.ts';
import type { AccountWire } from './account.wire.ts';
import type { CreateAccountBody, EditAccountBody } from './accounts.dto.ts';
import { Administration } from './administration.ts';
import type { HashedPassword } from './passwords.ts';
import { SigningKey } from './signing-key.ts';
import { Staffing } from './staffing.ts';
import { StrongPasswords } from './strong-passwords.ts';
import { VisibleAccounts } from './visible-accounts.reader.ts';

const EDITABLE = ['displayName', 'email'] as const;
type Editable = Pick<AccountWire, (typeof EDITABLE)[number]>;

/** What administrators do with accounts. */
@Injectable()
export class Accounts {
  constructor(
    private readonly work: UnitOfWork,
    private readonly administration: Administration,
    private readonly provisioning: AccountProvisioning,
    private readonly strength: StrongPasswords,
    private readonly visible: VisibleAccounts,
    private readonly staffing: Staffing,
    private readonly standing: AccountStanding,
    private readonly key: SigningKey,
    private readonly audit: Audit,
  ) {}

  /** @throws accounts.no-such-unit, accounts.username-taken, accounts.weak-password, accounts.sign-in-busy */
  async create(caller: Principal, body: CreateAccountBody, repeat: RepeatKey | null): Promise<AccountWire> {
    const { password: plain = null } = body;
    const password = plain === null ? null : await this.hashed(body, plain);
    return this.work.once(repeat && this.sealed(repeat), async (tx) => {
      await this.administration.requireUnits(
        tx,
        caller,
        body.posts.map((post) => post.unitId),
      );
      const { username, displayName, email = null, posts } = body;
      const { id } = await this.provisioning.create(
        tx,
        { username, displayName, email, password, sample: false, passwordTemporary: password !== null, posts },
        caller,
      );
      await this.staffing.changedOf(tx, id);
      return this.visible.oneIn(tx, caller, id);
    });
  }

  private hashed({ username, displayName, posts }: CreateAccountBody, plain: string): Promise<HashedPassword> {
    const unitIds = posts.map((post) => post.unitId);
    return this.strength.hashForNew(plain, [username, displayName], unitIds);
  }

  /** @throws request.not-found, accounts.beyond-reach, request.stale, accounts.last-admin */
  async edit(caller: Principal, id: string, body: EditAccountBody, version: number): Promise<AccountWire> {
    return this.work.run(async (tx) => {
      const account = await this.administration.requireAccount(tx, caller, id);
      refuseStale(account, version);
      const edited = applied(account, body);
      await this.write(tx, id, edited);
      await this.record(tx, caller, account, edited);
      const { status, statusReason: reason = null } = body;
      if (status && status !== account.status)
        await this.standing.change(tx, caller, { accountId: id, status, reason });
      return this.visible.oneIn(tx, caller, id);
    });
  }

  private async write(tx: Tx, id: string, { displayName, email }: Editable): Promise<void> {
    await tx.run(`update account set display_name = $2, email = $3, version = version + 1 where id = $1`, [
      id,
      displayName,
      email,
    ]);
  }

  /** Names of the fields only: what stood in them is not the log's business. */
  private async record(tx: Tx, caller: Principal, before: AccountWire, after: Editable): Promise<void> {
    const subject = { subjectType: 'account', subjectId: before.id, unitId: before.posts[0]?.unitId ?? null };
    const fields = EDITABLE.filter((field) => before[field] !== after[field]);
    await this.audit.record(tx, caller, { act: 'account.edit', ...subject, detail: { fields } });
  }

  /** The body holds a password, and a plain digest of it could be guessed from offline. */
  private sealed(repeat: RepeatKey): RepeatKey {
    return { ...repeat, requestHash: this.key.digest('repeat', repeat.requestHash) };
  }
}

/** Fields left out stay; a null e-mail address takes it away. */
function applied(account: AccountWire, { displayName, email }: EditAccountBody): Editable {
  return {
    displayName: displayName ?? account.displayName,
    email: email === undefined ? account.email : email,
  };
}
