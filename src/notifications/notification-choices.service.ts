import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Audit, type Anonymous } from '../platform/audit/audit.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import type { Queries, Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { AccountsReader } from '../accounts/accounts.reader.ts';
import {
  isNotificationKind,
  KINDS,
  mildest,
  NOTIFICATION_KINDS,
  type Choice,
  type NotificationKind,
} from './notification-kinds.ts';
import type { NotificationChoicesWire, NotificationChoiceWire } from './notification.wire.ts';
import { NOTIFICATIONS } from './notifications.errors.ts';
import { UnsubscribeLinks, type Subscription } from './unsubscribe-links.ts';

/** How each person wants to be told. */
@Injectable()
export class NotificationChoices {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly accounts: AccountsReader,
    private readonly links: UnsubscribeLinks,
    private readonly audit: Audit,
  ) {}

  async list(caller: Principal): Promise<NotificationChoicesWire> {
    const chosen = await this.chosenBy(this.database, caller.accountId);
    const contact = (await this.accounts.contactsById(this.database, [caller.accountId])).get(caller.accountId);
    return {
      items: NOTIFICATION_KINDS.map((kind) => toWire(kind, chosen.get(kind) ?? KINDS[kind].usual)),
      address: contact?.email ?? null,
    };
  }

  /** @throws notifications.unknown-kind, notifications.choice-not-allowed */
  async choose(caller: Principal, kind: string, choice: Choice): Promise<NotificationChoiceWire> {
    if (!isNotificationKind(kind)) throw NOTIFICATIONS.unknownKind({ kind });
    const allowed: readonly Choice[] = KINDS[kind].allowed;
    if (!allowed.includes(choice)) throw NOTIFICATIONS.choiceNotAllowed({ allowed: allowed.join(', ') });
    const unitId = caller.posts[0]?.unitId ?? null;
    await this.work.run((tx) => this.write(tx, caller, { accountId: caller.accountId, kind }, choice, unitId));
    return toWire(kind, choice);
  }

  /** @throws notifications.bad-link */
  subscriptionOf(token: string): Subscription {
    const subscription = this.links.read(token);
    if (!subscription) throw NOTIFICATIONS.badLink();
    return subscription;
  }

  /** What one press in a mail does, without sign-in: the kind becomes as quiet as it may be. @throws notifications.bad-link */
  async unsubscribe(token: string, address: string): Promise<NotificationKind> {
    const subscription = this.subscriptionOf(token);
    const { accountId, kind } = subscription;
    await this.work.run((tx) => this.write(tx, { accountId, address }, subscription, mildest(kind), null));
    return kind;
  }

  /** An account that is gone makes no row: its link is as good as any, and does nothing. */
  private async write(
    tx: Tx,
    who: Principal | Anonymous,
    { accountId, kind }: Subscription,
    choice: Choice,
    unitId: string | null,
  ): Promise<void> {
    const changed = await tx.run(
      `insert into notification_choice (account_id, kind, choice, chosen_at) select id, $2, $3, $4 from account where id = $1
       on conflict (account_id, kind) do update set choice = excluded.choice, chosen_at = excluded.chosen_at
       where notification_choice.choice <> excluded.choice`,
      [accountId, kind, choice, this.clock.now()],
    );
    if (changed === 0) return;
    const line = {
      act: 'notification.choose',
      subjectType: 'account',
      subjectId: accountId,
      unitId,
      detail: { kind, choice },
    };
    await this.audit.record(tx, who, line);
  }

  private async chosenBy(queries: Queries, accountId: string): Promise<ReadonlyMap<string, Choice>> {
    const rows = await queries.rows<{ kind: string; choice: Choice }>(
      `select kind, choice from notification_choice where account_id = $1`,
      [accountId],
    );
    return new Map(rows.map(({ kind, choice }) => [kind, choice]));
  }
}

function toWire(kind: NotificationKind, choice: Choice): NotificationChoiceWire {
  const { label, allowed, because } = KINDS[kind];
  return { kind, label, choice, allowed: [...allowed], because };
}
