import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Device } from '../accounts/opened-session.ts';
import type { Principal } from '../platform/access/principal.ts';
import { Audit } from '../platform/audit/audit.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Outcome } from '../platform/http/outcome.ts';
import { deviceName } from './device-name.policy.ts';
import { PushOutlet } from './push-outlet.ts';
import type { PushSubscription } from './push-subscription.entity.ts';
import type { NewPushSubscriptionBody } from './push.dto.ts';
import { PUSH } from './push.errors.ts';
import type { PushSubscriptionsWire, PushSubscriptionWire } from './push.wire.ts';

/** Browsers of one person; beyond that the one longest unused makes room. */
const MOST = 20;

const COLUMNS = `s.id, s.account_id as "accountId", s.session_id as "sessionId", s.endpoint, s.p256dh, s.auth, s.user_agent as "userAgent",
  s.made_at as "madeAt", s.used_at as "usedAt"`;
type Row = Omit<PushSubscription, 'endpointHash' | 'failures'>;

/** It holds as long as the session it was made in. $1 now. */
const HOLDS = `exists (select from session e where e.id = s.session_id and e.revoked_at is null and e.expires_at > $1)`;

/** Which browsers are told of things: each person's own, under the session they are signed in with. */
@Injectable()
export class PushSubscriptions {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly outlet: PushOutlet,
    private readonly audit: Audit,
  ) {}

  async list(caller: Principal): Promise<PushSubscriptionsWire> {
    const rows = await this.database.rows<Row>(
      `select ${COLUMNS} from push_subscription s where s.account_id = $2 and ${HOLDS} order by s.made_at desc, s.id limit ${MOST}`,
      [this.clock.now(), caller.accountId],
    );
    return { items: rows.map((row) => toWire(row, caller)) };
  }

  /**
   * The same browser again changes nothing but the session it belongs to. Somebody else who signs in at it takes it over, with its own keys:
   * without them the address alone gives nothing to take.
   * @throws push.service-refused, push.endpoint-taken
   */
  async subscribe(
    caller: Principal,
    device: Device,
    { endpoint, keys }: NewPushSubscriptionBody,
  ): Promise<Outcome<PushSubscriptionWire>> {
    this.outlet.check(endpoint);
    return this.work.run(async (tx) => {
      await tx.first(`select id from account where id = $1 for no key update`, [caller.accountId]);
      const hash = createHash('sha256').update(endpoint).digest();
      const known = await tx.first<Row & Record<string, unknown>>(
        `select ${COLUMNS} from push_subscription s where s.endpoint_hash = $1 for update`,
        [hash],
      );
      if (known?.accountId === caller.accountId)
        return Outcome.already(await this.keep(tx, caller, device, known, keys));
      if (known) await this.takeFrom(tx, known, keys);
      await this.makeRoom(tx, caller.accountId);
      return Outcome.done(await this.insert(tx, caller, device, { endpoint, hash, keys }));
    });
  }

  /** @throws request.not-found */
  async end(caller: Principal, id: string): Promise<void> {
    await this.work.run(async (tx) => {
      const ended = await tx.first<{ userAgent: string | null }>(
        `delete from push_subscription where id = $1 and account_id = $2 returning user_agent as "userAgent"`,
        [id, caller.accountId],
      );
      if (!ended) throw REQUEST.notFound();
      await this.record(tx, caller, 'push.unsubscribe', id, ended.userAgent);
    });
  }

  private async keep(
    tx: Tx,
    caller: Principal,
    device: Device,
    known: Row,
    { p256dh, auth }: NewPushSubscriptionBody['keys'],
  ): Promise<PushSubscriptionWire> {
    const { userAgent } = device;
    await tx.run(
      `update push_subscription set session_id = $2, p256dh = $3, auth = $4, user_agent = $5, failures = 0 where id = $1`,
      [known.id, caller.sessionId, p256dh, auth, userAgent],
    );
    return toWire({ ...known, sessionId: caller.sessionId, userAgent }, caller);
  }

  /** What waited for the one before must not be seen by the one who comes. */
  private async takeFrom(tx: Tx, known: Row, { p256dh, auth }: NewPushSubscriptionBody['keys']): Promise<void> {
    if (known.p256dh !== p256dh || known.auth !== auth) throw PUSH.endpointTaken();
    await tx.run(`delete from push_subscription where id = $1`, [known.id]);
  }

  private async makeRoom(tx: Tx, accountId: string): Promise<void> {
    await tx.run(
      `delete from push_subscription where id in (select id from push_subscription where account_id = $1
         order by coalesce(used_at, made_at) desc, id offset ${MOST - 1})`,
      [accountId],
    );
  }

  private async insert(
    tx: Tx,
    caller: Principal,
    { userAgent }: Device,
    made: Pick<NewPushSubscriptionBody, 'endpoint' | 'keys'> & { readonly hash: Buffer },
  ): Promise<PushSubscriptionWire> {
    const { accountId, sessionId } = caller;
    const { endpoint, hash } = made;
    const { p256dh, auth } = made.keys;
    const row: Row = {
      id: randomUUID(),
      accountId,
      sessionId,
      endpoint,
      p256dh,
      auth,
      userAgent,
      madeAt: this.clock.now(),
      usedAt: null,
    };
    const inserted = await tx.run(
      `insert into push_subscription (id, account_id, session_id, endpoint, endpoint_hash, p256dh, auth, user_agent, made_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (endpoint_hash) do nothing`,
      [row.id, accountId, sessionId, endpoint, hash, p256dh, auth, userAgent, row.madeAt],
    );
    // Two people at one browser in the same instant: the first to write has it.
    if (inserted === 0) throw PUSH.endpointTaken();
    await this.record(tx, caller, 'push.subscribe', row.id, userAgent);
    return toWire(row, caller);
  }

  private async record(tx: Tx, caller: Principal, act: string, id: string, userAgent: string | null): Promise<void> {
    const unitId = caller.posts[0]?.unitId ?? null;
    const detail = { device: deviceName(userAgent) };
    await this.audit.record(tx, caller, { act, subjectType: 'push_subscription', subjectId: id, unitId, detail });
  }
}

function toWire(row: Row, caller: Principal): PushSubscriptionWire {
  return {
    id: row.id,
    device: deviceName(row.userAgent),
    service: new URL(row.endpoint).hostname,
    current: row.sessionId === caller.sessionId,
    madeAt: row.madeAt.toISOString(),
    usedAt: row.usedAt?.toISOString() ?? null,
  };
}
