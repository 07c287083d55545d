import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AccountUse } from '../accounts/account-use.ts';
import { newOneTimeCode, readOneTimeCode } from '../accounts/one-time-code.ts';
import { SigningKey } from '../accounts/signing-key.ts';
import type { Receiver } from '../accounts/to-be-activated.reader.ts';
import type { Principal } from '../platform/access/principal.ts';
import { Audit } from '../platform/audit/audit.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import type { Tx } from '../platform/database/tx.ts';

const DAY_MS = 86_400_000;

/** A code just made. Nothing but this value holds it. */
export interface NewCode {
  readonly id: string;
  readonly receiver: Receiver;
  readonly code: string;
  readonly expiresAt: Date;
}

/** 60 random bits need no slow hash: without the key not even they can be tried out. */
export const codeDigest = (key: SigningKey, accountId: string, code: string): Buffer =>
  key.digest('activation-code', `${accountId}\n${code}`);

const VOID = `update activation_code set voided_at = $2 where account_id = any($1::uuid[]) and used_at is null and voided_at is null`;
const INSERT = `insert into activation_code (id, account_id, digest, password_serial, issued_by, issued_at, expires_at)
  select one.id, one.account_id, one.digest, one.serial, $5, $6, $7
  from unnest($1::uuid[], $2::uuid[], $3::bytea[], $4::int[]) one(id, account_id, digest, serial)`;

/** Makes codes; those of before are void. */
@Injectable()
export class NewCodes {
  constructor(
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly key: SigningKey,
    private readonly use: AccountUse,
    private readonly audit: Audit,
  ) {}

  /** One for each, their rows locked by the caller. The log says who got one, never which. */
  async make(tx: Tx, caller: Principal, receivers: readonly Receiver[]): Promise<NewCode[]> {
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + this.config.get('ACTIVATION_CODE_DAYS') * DAY_MS);
    const made = receivers.map((receiver) => ({ id: randomUUID(), receiver, code: newOneTimeCode(), expiresAt }));
    const accountIds = receivers.map(({ id }) => id);
    await tx.run(VOID, [accountIds, now]);
    await tx.run(INSERT, [
      made.map(({ id }) => id),
      accountIds,
      made.map(({ receiver, code }) => codeDigest(this.key, receiver.id, readOneTimeCode(code) ?? '')),
      receivers.map(({ serial }) => serial),
      caller.accountId,
      now,
      expiresAt,
    ]);
    await this.use.heard(tx, accountIds);
    const lines = made.map(({ receiver, id }) => ({
      act: 'activation-code.issue',
      subjectType: 'account',
      subjectId: receiver.id,
      unitId: receiver.unitId,
      detail: { codeId: id },
    }));
    await this.audit.recordMany(tx, caller, lines);
    return made;
  }
}
