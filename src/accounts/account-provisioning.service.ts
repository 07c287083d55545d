import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import type { Role } from '../platform/access/role.ts';
import { Audit, type Anonymous } from '../platform/audit/audit.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Tx } from '../platform/database/tx.ts';
import type { AccountKind } from './account-kind.ts';
import { ACCOUNTS } from './accounts.errors.ts';
import { HashedPassword, Passwords } from './passwords.ts';
import { Staffing } from './staffing.ts';
import { StrongPasswords } from './strong-passwords.ts';
import { toUsername } from './username.policy.ts';

export interface NewPost {
  readonly unitId: string;
  readonly role: Role;
  readonly title: string;
  /** Default: now. */
  readonly startsAt?: Date;
}

export interface NewAccount {
  readonly username: string;
  readonly displayName: string;
  readonly email: string | null;
  /** Plain, hashed beforehand (as a service should, outside the transaction), or none: then nobody can sign in yet. */
  readonly password: string | HashedPassword | null;
  /** Its password is public: refused in production, and not asked to be strong. */
  readonly sample: boolean;
  /** Chosen by somebody else: the person may do nothing before changing it. Default: no. */
  readonly passwordTemporary?: boolean;
  readonly posts: readonly NewPost[];
  /** Default: a person. */
  readonly kind?: AccountKind;
}

/** An account of a list; `unitId` is where its first post will be. */
export interface NewListedAccount {
  readonly id: string;
  /** In stored form. */
  readonly username: string;
  readonly displayName: string;
  readonly email: string | null;
  readonly unitId: string;
}

export interface ListedEdit {
  readonly id: string;
  readonly displayName: string;
  readonly email: string | null;
  readonly unitId: string;
  /** Names of what changes, for the log. */
  readonly fields: readonly string[];
}

export interface ListedPost {
  readonly accountId: string;
  readonly unitId: string;
  readonly role: Role;
  readonly title: string;
}

const INSERT_MANY = `insert into account (id, username, display_name, email, sample, created_at, idle_since)
  select a.id, a.username, a."displayName", a.email, false, $2, $2
  from jsonb_to_recordset($1::jsonb) as a(id uuid, username text, "displayName" text, email text)
  on conflict (lower(username)) do nothing returning username`;

const UPDATE_MANY = `update account set display_name = a."displayName", email = a.email, version = version + 1
  from jsonb_to_recordset($1::jsonb) as a(id uuid, "displayName" text, email text) where account.id = a.id`;

const INSERT_POSTS = `insert into post (id, account_id, unit_id, role, title, starts_at)
  select p.id, p."accountId", p."unitId", p.role, p.title, $2
  from jsonb_to_recordset($1::jsonb) as p(id uuid, "accountId" uuid, "unitId" uuid, role text, title text)
  on conflict (account_id, unit_id, role) where ends_at is null do nothing`;

/** The service itself, at the command line or filling in the sample. */
const SERVICE: Anonymous = { accountId: null, address: null };

/** Makes accounts: for administrators, for the command line, for the sample organisation. Who may is the caller's question. */
@Injectable()
export class AccountProvisioning {
  constructor(
    private readonly clock: Clock,
    private readonly passwords: Passwords,
    private readonly strength: StrongPasswords,
    private readonly audit: Audit,
    private readonly staffing: Staffing,
  ) {}

  /**
   * @returns the new account's id and those of its posts, in the order given
   * @throws accounts.username-taken, accounts.weak-password
   */
  async create(
    tx: Tx,
    account: NewAccount,
    by: Principal | Anonymous = SERVICE,
  ): Promise<{ readonly id: string; readonly postIds: readonly string[] }> {
    const id = randomUUID();
    const username = toUsername(account.username);
    const password = await this.hashed(account, username);
    const created = await tx.run(
      `insert into account (id, username, display_name, email, password_hash, sample, password_temporary, created_at, idle_since, kind)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9) on conflict (lower(username)) do nothing`,
      [
        id,
        username,
        account.displayName,
        account.email,
        password?.phc ?? null,
        account.sample,
        account.passwordTemporary ?? false,
        this.clock.now(),
        account.kind ?? 'person',
      ],
    );
    if (created === 0) throw ACCOUNTS.usernameTaken({ username });
    await this.audit.record(tx, by, {
      act: 'account.create',
      subjectType: 'account',
      subjectId: id,
      unitId: account.posts[0]?.unitId ?? null,
    });
    const postIds: string[] = [];
    for (const post of account.posts) postIds.push(await this.givePost(tx, id, post, by));
    return { id, postIds };
  }

  /** @throws accounts.post-held */
  async givePost(
    tx: Tx,
    accountId: string,
    { unitId, role, title, startsAt }: NewPost,
    by: Principal | Anonymous = SERVICE,
  ): Promise<string> {
    const id = randomUUID();
    const given = await tx.run(
      `insert into post (id, account_id, unit_id, role, title, starts_at) values ($1, $2, $3, $4, $5, $6)
       on conflict (account_id, unit_id, role) where ends_at is null do nothing`,
      [id, accountId, unitId, role, title, startsAt ?? this.clock.now()],
    );
    if (given === 0) throw ACCOUNTS.postHeld();
    await this.audit.record(tx, by, {
      act: 'post.give',
      subjectType: 'post',
      subjectId: id,
      unitId,
      detail: { accountId, role },
    });
    return id;
  }

  /**
   * Makes many accounts without password and without posts, in one statement.
   * @throws accounts.username-taken
   */
  async createMany(tx: Tx, accounts: readonly NewListedAccount[], by: Principal): Promise<void> {
    if (accounts.length === 0) return;
    const made = await tx.rows<{ username: string }>(INSERT_MANY, [JSON.stringify(accounts), this.clock.now()]);
    if (made.length < accounts.length) {
      const names = new Set(made.map(({ username }) => username));
      throw ACCOUNTS.usernameTaken({ username: accounts.find(({ username }) => !names.has(username))?.username ?? '' });
    }
    const lines = accounts.map(({ id, unitId }) => ({
      act: 'account.create',
      subjectType: 'account',
      subjectId: id,
      unitId,
    }));
    await this.audit.recordMany(tx, by, lines);
  }

  /** Changes names and addresses of many accounts, their rows locked by the caller. */
  async editMany(tx: Tx, accounts: readonly ListedEdit[], by: Principal): Promise<void> {
    if (accounts.length === 0) return;
    await tx.run(UPDATE_MANY, [JSON.stringify(accounts)]);
    const lines = accounts.map(({ id, unitId, fields }) => ({
      act: 'account.edit',
      subjectType: 'account',
      subjectId: id,
      unitId,
      detail: { fields },
    }));
    await this.audit.recordMany(tx, by, lines);
  }

  /** Gives many posts from now on. @throws accounts.post-held */
  async givePosts(tx: Tx, posts: readonly ListedPost[], by: Principal): Promise<void> {
    if (posts.length === 0) return;
    const rows = posts.map((post) => ({ ...post, id: randomUUID() }));
    if ((await tx.run(INSERT_POSTS, [JSON.stringify(rows), this.clock.now()])) < posts.length)
      throw ACCOUNTS.postHeld();
    const lines = rows.map(({ id, unitId, accountId, role }) => ({
      act: 'post.give',
      subjectType: 'post',
      subjectId: id,
      unitId,
      detail: { accountId, role },
    }));
    await this.audit.recordMany(tx, by, lines);
    const units = posts.map(({ unitId }) => unitId);
    await this.staffing.changed(tx, units);
  }

  private async hashed({ password, sample, ...person }: NewAccount, username: string): Promise<HashedPassword | null> {
    if (typeof password !== 'string') return password;
    return sample ? this.passwords.hash(password) : this.strength.hash(password, [username, person.displayName]);
  }
}
