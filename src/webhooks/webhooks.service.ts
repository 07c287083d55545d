import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { SigningKey } from '../accounts/signing-key.ts';
import type { Principal } from '../platform/access/principal.ts';
import { Audit } from '../platform/audit/audit.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork, type RepeatKey } from '../platform/database/unit-of-work.ts';
import { refuseStale } from '../platform/http/if-match.ts';
import { UnitsReader } from '../units/units.reader.ts';
import { secretOf } from './signature.ts';
import { WebhookOutlet } from './webhook-outlet.ts';
import type { WebhookWire, WebhookWithSecretWire } from './webhook.wire.ts';
import type { NewWebhookBody, WebhookChangeBody } from './webhooks.dto.ts';
import { WEBHOOKS } from './webhooks.errors.ts';
import { WebhooksReader } from './webhooks.reader.ts';

/** Enough for every system a unit has; each costs a post per event. */
const MOST_PER_UNIT = 10;
/** Time to give the new secret to the receiver. */
const OVERLAP_MS = 24 * 3600_000;

/** Registers and keeps webhooks, for administrators of the unit and above. */
@Injectable()
export class Webhooks {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly key: SigningKey,
    private readonly units: UnitsReader,
    private readonly reader: WebhooksReader,
    private readonly outlet: WebhookOutlet,
    private readonly audit: Audit,
  ) {}

  /** The secret is added outside of what is kept for repeats, so that no table ever holds it. */
  async create(caller: Principal, repeat: RepeatKey | null, body: NewWebhookBody): Promise<WebhookWithSecretWire> {
    const unitId = body.unitId.toLowerCase();
    await this.units.requireAdmin(this.database, caller, unitId);
    await this.outlet.check(body.url);
    const made = await this.work.once(repeat, (tx) => this.insert(tx, caller, unitId, body));
    const secret = secretOf(this.key, { id: made.id, secretGeneration: 1, previousSecretUntil: null });
    return { ...made, secret };
  }

  private async insert(tx: Tx, caller: Principal, unitId: string, body: NewWebhookBody): Promise<WebhookWire> {
    await this.requireRoom(tx, caller, unitId);
    const id = randomUUID();
    const { url, description = '', events } = body;
    await tx.run(
      `insert into webhook (id, unit_id, url, description, events, created_by, created_at) values ($1, $2, $3, $4, $5, $6, $7)`,
      [id, unitId, url, description, events, caller.accountId, this.clock.now()],
    );
    await tx.run(`insert into webhook_lane (webhook_id) values ($1)`, [id]);
    await this.record(tx, caller, 'webhook.create', { id, unitId }, { host: new URL(url).host, events });
    return this.reader.one(caller, id, tx);
  }

  /** The unit's row is held, so that two calls at once do not both find the last place. */
  private async requireRoom(tx: Tx, caller: Principal, unitId: string): Promise<void> {
    await this.units.requireAdmin(tx, caller, unitId);
    const unit = await tx.first<{ isOpen: boolean }>(
      `select closed_on is null or closed_on > $2::date as "isOpen" from unit where id = $1 for no key update`,
      [unitId, this.units.today()],
    );
    if (!unit?.isOpen) throw WEBHOOKS.unitClosed();
    const others = await tx.rows(
      `select id from webhook where unit_id = $1 and closed_at is null limit ${MOST_PER_UNIT}`,
      [unitId],
    );
    if (others.length === MOST_PER_UNIT) throw WEBHOOKS.tooMany({ limit: MOST_PER_UNIT });
  }

  /** On the version the caller saw. Switching it on again forgets that it failed; what waits is then tried at once. */
  async change(caller: Principal, id: string, version: number, body: WebhookChangeBody): Promise<WebhookWire> {
    await this.reader.seen(this.database, caller, id);
    if (body.url !== undefined) await this.outlet.check(body.url);
    return this.work.run(async (tx) => {
      const webhook = await this.lockOpen(tx, caller, id, version);
      const { url = webhook.url, description = webhook.description, events = webhook.events } = body;
      const { active = webhook.active } = body;
      await tx.run(
        `update webhook set url = $2, description = $3, events = $4, active = $5, off_why = case when $5 then null else off_why end,
           version = version + 1 where id = $1`,
        [id, url, description, events, active],
      );
      if (active && (!webhook.active || url !== webhook.url)) await this.beginAnew(tx, id);
      await this.record(tx, caller, 'webhook.change', webhook, { host: new URL(url).host, events, active });
      return this.reader.one(caller, id, tx);
    });
  }

  private async beginAnew(tx: Tx, id: string): Promise<void> {
    await tx.run(`update webhook_lane set failing_since = null where webhook_id = $1`, [id]);
    await tx.run(`update webhook_event set next_at = $2 where webhook_id = $1 and state = 'waiting'`, [
      id,
      this.clock.now(),
    ]);
  }

  /** A new secret; for a day the old one signs too. */
  async replaceSecret(caller: Principal, id: string, version: number): Promise<WebhookWithSecretWire> {
    return this.work.run(async (tx) => {
      const webhook = await this.lockOpen(tx, caller, id, version);
      const previousSecretUntil = new Date(this.clock.now().getTime() + OVERLAP_MS);
      const secretGeneration = webhook.secretGeneration + 1;
      await tx.run(
        `update webhook set secret_generation = $2, previous_secret_until = $3, version = version + 1 where id = $1`,
        [id, secretGeneration, previousSecretUntil],
      );
      await this.record(tx, caller, 'webhook.replace-secret', webhook, {});
      const wire = await this.reader.one(caller, id, tx);
      return { ...wire, secret: secretOf(this.key, { id, secretGeneration, previousSecretUntil }) };
    });
  }

  /** For good; what still waits is not sent. Doing it again is harmless. */
  async close(caller: Principal, id: string): Promise<void> {
    await this.work.run(async (tx) => {
      const webhook = await this.lock(tx, caller, id);
      if (webhook.closedAt !== null) return;
      await this.end(tx, [id]);
      await this.record(tx, caller, 'webhook.close', webhook, { host: new URL(webhook.url).host });
    });
  }

  /** Ends webhooks of units that are closed. */
  async closeThoseOfClosedUnits(): Promise<void> {
    await this.work.run(async (tx) => {
      const left = await tx.rows<{ id: string; unitId: string }>(
        `select w.id, w.unit_id as "unitId" from webhook w join unit u on u.id = w.unit_id
         where w.closed_at is null and u.closed_on <= $1::date order by w.id limit 100 for update of w`,
        [this.units.today()],
      );
      await this.end(
        tx,
        left.map(({ id }) => id),
      );
      for (const webhook of left)
        await this.record(tx, { accountId: null, address: null }, 'webhook.close', webhook, { why: 'unit closed' });
    });
  }

  private async end(tx: Tx, ids: readonly string[]): Promise<void> {
    const now = this.clock.now();
    await tx.run(
      `update webhook set closed_at = $2, active = false, version = version + 1 where id = any($1::uuid[])`,
      [ids, now],
    );
    await tx.run(
      `update webhook_event set state = 'cancelled', ended_at = $2 where webhook_id = any($1::uuid[]) and state = 'waiting'`,
      [ids, now],
    );
  }

  /** @throws request.not-found, access.role-needed, webhooks.closed, request.stale */
  private async lockOpen(tx: Tx, caller: Principal, id: string, version: number) {
    const webhook = await this.lock(tx, caller, id);
    if (webhook.closedAt !== null) throw WEBHOOKS.closed();
    refuseStale(webhook, version);
    return webhook;
  }

  private async lock(tx: Tx, caller: Principal, id: string) {
    await tx.first(`select id from webhook where id = $1 for no key update`, [id]);
    return this.reader.seen(tx, caller, id);
  }

  /** The host and not the address: what stands behind it may be a secret of the receiver's. */
  private async record(
    tx: Tx,
    who: Parameters<Audit['record']>[1],
    act: string,
    { id, unitId }: { readonly id: string; readonly unitId: string },
    detail: Record<string, unknown>,
  ): Promise<void> {
    await this.audit.record(tx, who, { act, subjectType: 'webhook', subjectId: id, unitId, detail });
  }
}
