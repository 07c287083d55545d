import { Injectable } from '@nestjs/common';
import { AccountsReader } from '../accounts/accounts.reader.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import type { Tx } from '../platform/database/tx.ts';
import { NoticeStates } from './notice-states.ts';
import type { NoticeRow } from './notice.entity.ts';
import { NOTICE_COLUMNS } from './notices.reader.ts';
import { mannerOf, MOST_REFUSALS, PAUSES } from './push.policy.ts';

/** A device to which something may be sent. */
export interface Target {
  readonly id: string;
  readonly accountId: string;
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
}

/** What is sent now, with the tries so far, this one among them. */
export interface Claimed {
  readonly target: Target;
  readonly notices: readonly (NoticeRow & { readonly attempts: number })[];
  readonly hidden: ReadonlySet<NoticeRow>;
}

/** The device while its session holds, as every request asks it ($1 now, $2 id, $3 production). */
const TARGET = `select s.id, s.account_id as "accountId", s.endpoint, s.p256dh, s.auth
  from push_subscription s join session e on e.id = s.session_id join account a on a.id = s.account_id and a.id = e.account_id
  where s.id = $2 and e.revoked_at is null and e.expires_at > $1 and a.status = 'active' and not (a.sample and $3)`;

/** Each message that is taken has its next try set before it is sent: a process that dies sends it then, and two never send it at once. */
const CLAIM = `update push_message m set attempts = m.attempts + 1, next_at = $2::timestamptz + make_interval(secs => ($3::int[])[least(m.attempts + 1, array_length($3::int[], 1))])
  from notice n where m.subscription_id = $1 and m.next_at <= $2 and n.id = m.notice_id
  returning ${NOTICE_COLUMNS}, m.attempts`;

/** What waits to be sent to devices. */
@Injectable()
export class PushMessages {
  constructor(
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly accounts: AccountsReader,
    private readonly states: NoticeStates,
  ) {}

  /** Takes what is due for a device and still worth sending; a device whose session has ended is forgotten. */
  async claim(tx: Tx, subscriptionId: string): Promise<Claimed | null> {
    const now = this.clock.now();
    const values = [now, subscriptionId, this.config.isProduction];
    const target = await tx.first<Target & Record<string, unknown>>(TARGET, values);
    if (!target) {
      await this.forget(tx, subscriptionId);
      return null;
    }
    const due = await tx.rows<NoticeRow & { attempts: number } & Record<string, unknown>>(CLAIM, [
      subscriptionId,
      now,
      PAUSES,
    ]);
    const notices = await this.worthSending(tx, target.accountId, due, now);
    await this.drop(
      tx,
      subscriptionId,
      due.filter((notice) => !notices.includes(notice)).map(({ id }) => id),
    );
    return { target, notices, hidden: await this.states.hidden(tx, notices) };
  }

  /** Not what was read or dealt with meanwhile, is too old, or is no longer the person's business. */
  private async worthSending<N extends NoticeRow>(
    tx: Tx,
    accountId: string,
    due: readonly N[],
    now: Date,
  ): Promise<N[]> {
    const fresh = due.filter(
      ({ readAt, at, urgency }) => readAt === null && now.getTime() - at.getTime() < mannerOf(urgency).ttl * 1000,
    );
    if (fresh.length === 0) return [];
    const units = await this.accounts.worksAt(tx, accountId, [...new Set(fresh.map(({ unitId }) => unitId))]);
    const open = await this.states.notDone(
      tx,
      fresh.filter(({ unitId }) => units.has(unitId)),
    );
    return open.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  }

  /** They were sent: the device is well. */
  async sent(tx: Tx, subscriptionId: string, noticeIds: readonly string[]): Promise<void> {
    await this.drop(tx, subscriptionId, noticeIds);
    await tx.run(`update push_subscription set used_at = $2, failures = 0 where id = $1`, [
      subscriptionId,
      this.clock.now(),
    ]);
  }

  /** Its service will never take them; when that goes on, the device is given up. */
  async refused(tx: Tx, subscriptionId: string, noticeIds: readonly string[]): Promise<void> {
    await this.drop(tx, subscriptionId, noticeIds);
    const failing = await tx.first<{ failures: number }>(
      `update push_subscription set failures = failures + 1 where id = $1 returning failures`,
      [subscriptionId],
    );
    if (failing && failing.failures >= MOST_REFUSALS) await this.forget(tx, subscriptionId);
  }

  /** @param seconds from now */
  async putOff(tx: Tx, subscriptionId: string, noticeIds: readonly string[], seconds: number): Promise<void> {
    await tx.run(`update push_message set next_at = $3 where subscription_id = $1 and notice_id = any($2::uuid[])`, [
      subscriptionId,
      noticeIds,
      new Date(this.clock.now().getTime() + seconds * 1000),
    ]);
  }

  /** With everything that waits for it. */
  async forget(tx: Tx, subscriptionId: string): Promise<void> {
    await tx.run(`delete from push_subscription where id = $1`, [subscriptionId]);
  }

  private async drop(tx: Tx, subscriptionId: string, noticeIds: readonly string[]): Promise<void> {
    if (noticeIds.length === 0) return;
    await tx.run(`delete from push_message where subscription_id = $1 and notice_id = any($2::uuid[])`, [
      subscriptionId,
      noticeIds,
    ]);
  }
}
