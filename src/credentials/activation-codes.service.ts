import { Injectable } from '@nestjs/common';
import { ToBeActivated } from '../accounts/to-be-activated.reader.ts';
import type { Principal } from '../platform/access/principal.ts';
import { Audit } from '../platform/audit/audit.ts';
import { Clock } from '../platform/clock/clock.ts';
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
import { CodeReceivers } from './code-receivers.ts';
import { CREDENTIALS } from './credentials.errors.ts';
import { NewCodes, type NewCode } from './new-codes.ts';

type Issued = Omit<IssuedActivationCodeWire, 'code'>;

/** Issues one-time codes and takes them back. */
@Injectable()
export class ActivationCodes {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly people: ToBeActivated,
    private readonly receivers: CodeReceivers,
    private readonly newCodes: NewCodes,
    private readonly reader: ActivationCodesReader,
    private readonly audit: Audit,
  ) {}

  /**
   * Codes for one account or a whole unit; those of before are void. They leave this method once: what a repeated request is
   * answered from (`answered_request`) holds everything but the codes, so a repeat gets null in their place and issues nothing.
   * @throws credentials.one-target, credentials.own-account, credentials.account-not-active, request.not-found, accounts.beyond-reach,
   * accounts.no-such-unit, accounts.not-approved
   */
  async issue(
    caller: Principal,
    body: IssueActivationCodesBody,
    repeat: RepeatKey | null,
  ): Promise<IssuedActivationCodesWire> {
    if ((body.accountId === undefined) === (body.unitId === undefined)) throw CREDENTIALS.oneTarget();
    let codes: ReadonlyMap<string, string> = new Map();
    const kept = await this.work.once(repeat, async (tx) => {
      const { people, awaitingApproval } = await this.receivers.of(tx, caller, body);
      const made = await this.newCodes.make(tx, caller, people.slice(0, MOST_AT_ONCE));
      codes = new Map(made.map(({ id, code }) => [id, code]));
      return { items: made.map(toIssued), more: people.length > MOST_AT_ONCE, awaitingApproval };
    });
    return { ...kept, items: kept.items.map((item) => ({ ...item, code: codes.get(item.id) ?? null })) };
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
}

function toIssued({ id, receiver, expiresAt }: NewCode): Issued {
  const { id: accountId, username, displayName, unitName } = receiver;
  return { id, accountId, username, displayName, unitName, expiresAt: expiresAt.toISOString() };
}
