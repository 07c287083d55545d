import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AccountUse } from '../accounts/account-use.ts';
import { Administration } from '../accounts/administration.ts';
import { newOneTimeCode, readOneTimeCode } from '../accounts/one-time-code.ts';
import { SigningKey } from '../accounts/signing-key.ts';
import { ToBeActivated, type Receiver } from '../accounts/to-be-activated.reader.ts';
import type { Principal } from '../platform/access/principal.ts';
import { Audit } from '../platform/audit/audit.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork, type RepeatKey } from '../platform/database/unit-of-work.ts';
import { Outcome } from '../platform/http/outcome.ts';
import { MOST_AT_ONCE } from './activation-code.states.ts';
import type { IssueActivationCodesBody } from './activation-codes.dto.ts';
import { ActivationCodesReader } from './activation-codes.reader.ts';
import type {
  ActivationCodeWire,
  IssuedActivationCodeWire,
  IssuedActivationCodesWire,
} from './activation-codes.wire.ts';
import { CREDENTIALS } from './credentials.errors.ts';

const DAY_MS = 86_400_000;

type Issued = Omit<IssuedActivationCodeWire, 'code'>;

/** 60 random bits need no slow hash: without the key not even they can be tried out. */
export const codeDigest = (key: SigningKey, accountId: string, code: string): Buffer =>
  key.digest('activation-code', `${accountId}\n${code}`);

/** Issues one-time codes and takes them back. */
@Injectable()
export class ActivationCodes {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly key: SigningKey,
    private readonly administration: Administration,
    private readonly people: ToBeActivated,
    private readonly use: AccountUse,
    private readonly reader: ActivationCodesReader,
    private readonly audit: Audit,
  ) {}

  /**
   * Codes for one account or a whole unit; those of before are void. They leave this method once: what a repeated request is
   * answered from (`answered_request`) holds everything but the codes, so a repeat gets null in their place and issues nothing.
   * @throws credentials.one-target, credentials.own-account, credentials.account-not-active, request.not-found, accounts.beyond-reach,
   * accounts.no-such-unit
   */
  async issue(
    caller: Principal,
    body: IssueActivationCodesBody,
    repeat: RepeatKey | null,
  ): Promise<IssuedActivationCodesWire> {
    if ((body.accountId === undefined) === (body.unitId === undefined)) throw CREDENTIALS.oneTarget();
    let codes: ReadonlyMap<string, string> = new Map();
    const kept = await this.work.once(repeat, async (tx) => {
      const receivers = await this.receivers(tx, caller, body);
      const made = receivers
        .slice(0, MOST_AT_ONCE)
        .map((receiver) => ({ receiver, id: randomUUID(), code: newOneTimeCode() }));
      codes = new Map(made.map(({ id, code }) => [id, code]));
      const items = await this.write(tx, caller, made);
      return { items, more: receivers.length > MOST_AT_ONCE };
    });
    return { items: kept.items.map((item) => ({ ...item, code: codes.get(item.id) ?? null })), more: kept.more };
  }

  /** Takes back a code that has not been used. @throws request.not-found, credentials.code-used */
  async voidOne(caller: Principal, id: string): Promise<Outcome<ActivationCodeWire>> {
    return this.work.run(async (tx) => {
      const seen = await this.reader.oneIn(tx, caller, id);
      await tx.first(`select id from account where id = $1 for update`, [seen.accountId]);
      const voided = await tx.run(
        `update activation_code set voided_at = $2 where id = $1 and used_at is null and voided_at is null`,
        [id, this.clock.now()],
      );
      const now = await this.reader.oneIn(tx, caller, id);
      if (now.state === 'used') throw CREDENTIALS.codeUsed();
      if (voided === 0) return Outcome.already(now);
      const line = { act: 'activation-code.void', subjectType: 'account', subjectId: seen.accountId };
      await this.audit.record(tx, caller, { ...line, unitId: await this.people.unitOf(tx, seen.accountId) });
      return Outcome.done(now);
    });
  }

  /** Their rows locked, so that of two who issue at once the later one voids the earlier one's codes. */
  private async receivers(
    tx: Tx,
    caller: Principal,
    { accountId, unitId, again }: IssueActivationCodesBody,
  ): Promise<Receiver[]> {
    if (unitId !== undefined) {
      await this.administration.requireUnits(tx, caller, [unitId]);
      const people = await this.people.atUnit(tx, caller, unitId);
      return again ? people : this.withoutCode(tx, people);
    }
    const id = accountId ?? '';
    if (id === caller.accountId) throw CREDENTIALS.ownAccount();
    const account = await this.administration.requireAccount(tx, caller, id);
    if (account.status !== 'active') throw CREDENTIALS.accountNotActive();
    return this.people.one(tx, id);
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

  private async write(
    tx: Tx,
    caller: Principal,
    made: readonly { readonly receiver: Receiver; readonly id: string; readonly code: string }[],
  ): Promise<Issued[]> {
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + this.config.get('ACTIVATION_CODE_DAYS') * DAY_MS);
    const accountIds = made.map(({ receiver }) => receiver.id);
    await tx.run(
      `update activation_code set voided_at = $2 where account_id = any($1::uuid[]) and used_at is null and voided_at is null`,
      [accountIds, now],
    );
    await tx.run(
      `insert into activation_code (id, account_id, digest, password_serial, issued_by, issued_at, expires_at)
       select one.id, one.account_id, one.digest, one.serial, $5, $6, $7
       from unnest($1::uuid[], $2::uuid[], $3::bytea[], $4::int[]) one(id, account_id, digest, serial)`,
      [
        made.map(({ id }) => id),
        accountIds,
        made.map(({ receiver, code }) => codeDigest(this.key, receiver.id, readOneTimeCode(code) ?? '')),
        made.map(({ receiver }) => receiver.serial),
        caller.accountId,
        now,
        expiresAt,
      ],
    );
    await this.use.heard(tx, accountIds);
    const lines = made.map(({ receiver, id }) => ({
      act: 'activation-code.issue',
      subjectType: 'account',
      subjectId: receiver.id,
      unitId: receiver.unitId,
      detail: { codeId: id },
    }));
    await this.audit.recordMany(tx, caller, lines);
    return made.map(({ receiver, id }) => toIssued(receiver, id, expiresAt));
  }
}

function toIssued({ id: accountId, username, displayName, unitName }: Receiver, id: string, expiresAt: Date): Issued {
  return { id, accountId, username, displayName, unitName, expiresAt: expiresAt.toISOString() };
}
