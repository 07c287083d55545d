import { Injectable } from '@nestjs/common';
import { AT_UNIT, MANAGEABLE, SIGHT, sightValues } from '../accounts/accounts.sight.ts';
import type { Principal } from '../platform/access/principal.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import type { Queries } from '../platform/database/tx.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { decodeCursor, toPage, type Page } from '../platform/http/keyset.ts';
import { STATE_OF_CODE, type ActivationCodeState } from './activation-code.states.ts';
import type { ActivationCode } from './activation-code.entity.ts';
import type { ActivationCodesQuery } from './activation-codes.dto.ts';
import type { ActivationCodeWire } from './activation-codes.wire.ts';

interface Row extends Pick<ActivationCode, 'id' | 'accountId' | 'issuedAt' | 'expiresAt' | 'usedAt' | 'usedFrom'> {
  readonly username: string;
  readonly displayName: string;
  readonly state: ActivationCodeState;
  readonly issuedByName: string;
  readonly handedTo: string | null;
  readonly handedAt: Date | null;
}

const COLUMNS = `c.id, c.account_id as "accountId", a.username, a.display_name as "displayName", ${STATE_OF_CODE} as state,
  c.issued_at as "issuedAt", by.display_name as "issuedByName", c.expires_at as "expiresAt", c.used_at as "usedAt", c.used_from as "usedFrom",
  g.recipient as "handedTo", g.handed_at as "handedAt"
  from activation_code c join account a on a.id = c.account_id join account by on by.id = c.issued_by left join handout_handing g on g.code_id = c.id`;

const LIST = `${SIGHT} select ${COLUMNS}
  where ${MANAGEABLE} and ${AT_UNIT} and ($6::uuid is null or a.id = $6) and ($7::text is null or ${STATE_OF_CODE} = $7)
    and ($8::boolean is null or $8 = (g.id is not null))
    and ($9::timestamptz is null or (c.issued_at, c.id) < ($9::timestamptz, $10::uuid))
  order by c.issued_at desc, c.id desc limit $11`;

const ONE = `${SIGHT} select ${COLUMNS} where ${MANAGEABLE} and c.id = $5 and $2::uuid is not null`;

/** The log of codes, for the administrators of the people they were issued to. */
@Injectable()
export class ActivationCodesReader {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Newest first. */
  async list(caller: Principal, query: ActivationCodesQuery): Promise<Page<ActivationCodeWire>> {
    const [at, id] = query.after ? decodeCursor(query.after, ['time', 'id']) : [null, null];
    const rows = await this.database.rows<Row & Record<string, unknown>>(LIST, [
      ...sightValues(caller, this.clock.now()),
      query.unitId ?? null,
      query.accountId ?? null,
      query.state ?? null,
      query.handed ?? null,
      at,
      id,
      query.limit + 1,
    ]);
    return toPage(rows, query.limit, (row) => [row.issuedAt.toISOString(), row.id], toWire);
  }

  /** @throws request.not-found */
  async oneIn(queries: Queries, caller: Principal, id: string): Promise<ActivationCodeWire> {
    const values = [...sightValues(caller, this.clock.now()), id];
    const row = await queries.first<Row & Record<string, unknown>>(ONE, values);
    if (!row) throw REQUEST.notFound();
    return toWire(row);
  }
}

function toWire({
  id,
  accountId,
  username,
  displayName,
  state,
  issuedByName,
  usedFrom,
  handedTo,
  ...times
}: Row): ActivationCodeWire {
  return {
    id,
    accountId,
    username,
    displayName,
    state,
    issuedAt: times.issuedAt.toISOString(),
    issuedByName,
    expiresAt: times.expiresAt.toISOString(),
    usedAt: times.usedAt?.toISOString() ?? null,
    usedFrom,
    handedTo,
    handedAt: times.handedAt?.toISOString() ?? null,
  };
}
