import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { MANAGEABLE, SIGHT, sightValues } from '../accounts/accounts.sight.ts';
import type { Principal } from '../platform/access/principal.ts';
import { Audit } from '../platform/audit/audit.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork, type RepeatKey } from '../platform/database/unit-of-work.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { STATE_OF_CODE, type ActivationCodeState } from './activation-code.states.ts';
import { CREDENTIALS } from './credentials.errors.ts';
import type { HandingBody } from './handouts.dto.ts';
import type { NotedHandingsWire } from './handouts.wire.ts';

/** Codes of people the caller manages, with the unit where the person belongs; the accounts locked. */
const SLIPS = `${SIGHT} select c.id, c.account_id as "accountId", c.issued_at as "issuedAt", ${STATE_OF_CODE} as state, home.unit_id as "unitId"
  from activation_code c join account a on a.id = c.account_id
  cross join lateral (select p.unit_id from post p where p.account_id = a.id order by p.ends_at desc nulls first, p.starts_at, p.id limit 1) home
  where c.id = any($5::uuid[]) and $2::uuid is not null and ${MANAGEABLE} order by a.id for update of a`;

const INSERT = `insert into handout_handing (id, code_id, account_id, unit_id, code_issued_at, recipient, recipient_phone, way, handed_by, handed_at, noted_at)
  select h.id, h."codeId", h."accountId", h."unitId", h."issuedAt", $2, $3, $4, $5, $6, $7
  from jsonb_to_recordset($1::jsonb) as h(id uuid, "codeId" uuid, "accountId" uuid, "unitId" uuid, "issuedAt" timestamptz)
  order by h."codeId" on conflict (code_id) do nothing returning code_id as "codeId"`;

interface Slip {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly accountId: string;
  readonly issuedAt: Date;
  readonly state: ActivationCodeState;
  readonly unitId: string;
}

/** The book of slips: who handed which to whom. A line is never changed. */
@Injectable()
export class Handings {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** @throws request.not-found, credentials.slip-void, credentials.bad-handing-time */
  note(caller: Principal, repeat: RepeatKey | null, body: HandingBody): Promise<NotedHandingsWire> {
    return this.work.once(repeat, async (tx) => {
      const slips = await tx.rows<Slip>(SLIPS, [...sightValues(caller, this.clock.now()), body.codeIds]);
      if (slips.length < body.codeIds.length) throw REQUEST.notFound();
      if (slips.some(({ state }) => state === 'void' || state === 'expired')) throw CREDENTIALS.slipVoid();
      const now = this.clock.now();
      const handedAt = body.handedAt === undefined ? now : new Date(body.handedAt);
      if (handedAt > now || slips.some(({ issuedAt }) => handedAt < issuedAt)) throw CREDENTIALS.badHandingTime();
      const noted = await this.write(tx, caller, slips, body, handedAt);
      return { noted, already: slips.length - noted };
    });
  }

  private async write(
    tx: Tx,
    caller: Principal,
    slips: readonly Slip[],
    { recipient, recipientPhone = '', way }: HandingBody,
    handedAt: Date,
  ): Promise<number> {
    const rows = slips.map(({ id, accountId, unitId, issuedAt }) => ({
      id: randomUUID(),
      codeId: id,
      accountId,
      unitId,
      issuedAt,
    }));
    const values = [JSON.stringify(rows), recipient, recipientPhone, way, caller.accountId, handedAt, this.clock.now()];
    const written = new Set((await tx.rows<{ codeId: string }>(INSERT, values)).map(({ codeId }) => codeId));
    const lines = slips
      .filter(({ id }) => written.has(id))
      .map(({ id, accountId, unitId }) => ({
        act: 'handout.hand',
        subjectType: 'account',
        subjectId: accountId,
        unitId,
        detail: { codeId: id, way },
      }));
    await this.audit.recordMany(tx, caller, lines);
    return written.size;
  }
}
