import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AccountProvisioning } from '../accounts/account-provisioning.service.ts';
import { Administration } from '../accounts/administration.ts';
import type { Principal } from '../platform/access/principal.ts';
import { Audit } from '../platform/audit/audit.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork, type RepeatKey } from '../platform/database/unit-of-work.ts';
import { Outcome } from '../platform/http/outcome.ts';
import type { ApiKeyWire, NewApiKeyWire } from './api-key.wire.ts';
import type { MakeApiKeyBody } from './api-keys.dto.ts';
import { API_KEYS } from './api-keys.errors.ts';
import { ApiKeysReader } from './api-keys.reader.ts';
import { makeKey, type NewKey } from './key-secret.ts';

const YEAR_MS = 366 * 24 * 3600_000;

/** Makes and revokes keys. There is no way to change one. */
@Injectable()
export class ApiKeys {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly administration: Administration,
    private readonly provisioning: AccountProvisioning,
    private readonly reader: ApiKeysReader,
    private readonly audit: Audit,
  ) {}

  /**
   * A key with a machine account of its own. The answer kept for repeats is the one without the key: only the call that made it
   * is told, so that neither the database nor a later reader of the same Idempotency-Key holds a key that works.
   * @throws accounts.no-such-unit, api-keys.bad-expiry
   */
  async make(caller: Principal, repeat: RepeatKey | null, body: MakeApiKeyBody): Promise<NewApiKeyWire> {
    let key: NewKey | null = null;
    const made = await this.work.once(repeat, (tx) => {
      key = makeKey();
      return this.write(tx, caller, body, key);
    });
    return { ...made, secret: (key as NewKey | null)?.text ?? null };
  }

  /** It is refused from the next request on. 200 when it had been revoked before. @throws request.not-found */
  revoke(caller: Principal, id: string): Promise<Outcome<ApiKeyWire>> {
    return this.work.run(async (tx) => {
      await tx.first(`select id from api_key where id = $1 for update`, [id]);
      const found = await this.reader.oneIn(tx, caller, id);
      if (found.revokedAt !== null) return Outcome.already(found);
      await tx.run(`update api_key set revoked_at = $2, revoked_by = $3 where id = $1`, [
        id,
        this.clock.now(),
        caller.accountId,
      ]);
      await this.record(tx, caller, 'api-key.revoke', id, found.unitId, { name: found.name });
      return Outcome.done(await this.reader.oneIn(tx, caller, id));
    });
  }

  private async write(tx: Tx, caller: Principal, body: MakeApiKeyBody, key: NewKey): Promise<ApiKeyWire> {
    const now = this.clock.now();
    const { unitId, name, role, scopes } = body;
    await this.administration.requireUnits(tx, caller, [unitId]);
    const expiresAt = new Date(body.expiresAt);
    if (expiresAt <= now || expiresAt.getTime() - now.getTime() > YEAR_MS) throw API_KEYS.badExpiry();
    const id = randomUUID();
    const posts = [{ unitId, role, title: 'Phần mềm' }];
    const machine = { username: `khoa-api.${id}`, displayName: name, email: null, password: null, sample: false };
    const account = await this.provisioning.create(tx, { ...machine, kind: 'machine', posts }, caller);
    await tx.run(
      `insert into api_key (id, account_id, unit_id, name, scopes, digest, prefix, last_four, made_by, made_at, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [id, account.id, unitId, name, scopes, key.digest, key.prefix, key.lastFour, caller.accountId, now, expiresAt],
    );
    await this.record(tx, caller, 'api-key.make', id, unitId, { name, role, scopes, expiresAt });
    return this.reader.oneIn(tx, caller, id);
  }

  private async record(
    tx: Tx,
    caller: Principal,
    act: string,
    id: string,
    unitId: string,
    detail: Record<string, unknown>,
  ): Promise<void> {
    await this.audit.record(tx, caller, { act, subjectType: 'api-key', subjectId: id, unitId, detail });
  }
}
