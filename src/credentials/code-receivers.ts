import { Injectable } from '@nestjs/common';
import { AccountListsReader } from '../accounts/account-lists.reader.ts';
import { ACCOUNTS } from '../accounts/accounts.errors.ts';
import { Administration } from '../accounts/administration.ts';
import { ToBeActivated, type Receiver } from '../accounts/to-be-activated.reader.ts';
import type { Principal } from '../platform/access/principal.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Tx } from '../platform/database/tx.ts';
import type { IssueActivationCodesBody } from './activation-codes.dto.ts';
import { CREDENTIALS } from './credentials.errors.ts';

export interface Receivers {
  readonly people: readonly Receiver[];
  /** People left out because the list they came with has not been approved. */
  readonly awaitingApproval: number;
}

/** Who gets a code when an administrator asks for codes. */
@Injectable()
export class CodeReceivers {
  constructor(
    private readonly clock: Clock,
    private readonly administration: Administration,
    private readonly people: ToBeActivated,
    private readonly lists: AccountListsReader,
  ) {}

  /**
   * Their rows locked, so that of two who issue at once the later one voids the earlier one's codes.
   * @throws credentials.one-target, credentials.own-account, credentials.account-not-active, request.not-found, accounts.beyond-reach,
   * accounts.no-such-unit, accounts.not-approved when an approval is all that is missing
   */
  async of(tx: Tx, caller: Principal, { accountId, unitId, again }: IssueActivationCodesBody): Promise<Receivers> {
    if ((accountId === undefined) === (unitId === undefined)) throw CREDENTIALS.oneTarget();
    if (unitId === undefined) return this.approved(tx, await this.one(tx, caller, accountId ?? ''));
    await this.administration.requireUnits(tx, caller, [unitId]);
    const people = await this.people.atUnit(tx, caller, unitId);
    return this.approved(tx, again ? people : await this.withoutCode(tx, people));
  }

  /** Those of the people who still need one, in the order of the ids; what the caller may do was asked when they were chosen. */
  async stillWaiting(tx: Tx, ids: readonly string[], again: boolean): Promise<Receiver[]> {
    const people = await this.people.waiting(tx, ids);
    const left = again ? people : await this.withoutCode(tx, people);
    const order = new Map(ids.map((id, i) => [id, i]));
    return left.toSorted((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
  }

  /** Somebody chosen by name, who may have a password: it holds until the code is used. The row locked. */
  async named(tx: Tx, accountId: string): Promise<Receiver[]> {
    await this.people.locked(tx, accountId);
    return this.people.one(tx, accountId);
  }

  private async one(tx: Tx, caller: Principal, id: string): Promise<Receiver[]> {
    if (id === caller.accountId) throw CREDENTIALS.ownAccount();
    const account = await this.administration.requireAccount(tx, caller, id);
    if (account.status !== 'active') throw CREDENTIALS.accountNotActive();
    return this.people.one(tx, id);
  }

  private async approved(tx: Tx, people: readonly Receiver[]): Promise<Receivers> {
    const held = await this.lists.heldAmong(
      tx,
      people.map(({ id }) => id),
    );
    if (held.size > 0 && held.size === people.length) throw ACCOUNTS.notApproved();
    return { people: people.filter(({ id }) => !held.has(id)), awaitingApproval: held.size };
  }

  private async withoutCode(tx: Tx, people: readonly Receiver[]): Promise<Receiver[]> {
    const waiting = await tx.rows<{ id: string }>(
      `select account_id as id from activation_code
       where account_id = any($1::uuid[]) and used_at is null and voided_at is null and expires_at > $2`,
      [people.map((person) => person.id), this.clock.now()],
    );
    const ids = new Set(waiting.map((row) => row.id));
    return people.filter((person) => !ids.has(person.id));
  }
}
