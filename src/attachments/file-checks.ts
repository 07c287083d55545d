import { Injectable } from '@nestjs/common';
import { AccountsReader } from '../accounts/accounts.reader.ts';
import { Audit } from '../platform/audit/audit.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { parseMailAddress } from '../platform/mail/mail-address.ts';
import { Mail } from '../platform/mail/mail.ts';
import { UnitsReader } from '../units/units.reader.ts';
import { BlobStore, type BlobId, type Verdict } from './blob-store.ts';
import { damageMail } from './damage.texts.ts';

/** A check that takes so long was given up by a process that ended. */
const DEAD_CHECK_MS = 6 * 3600_000;
const DAY_MS = 24 * 3600_000;
/** The service itself. */
const NOBODY = { accountId: null, address: null };

export interface CheckedBlob extends BlobId {
  readonly verdict: Verdict;
}

/** Reads stored contents again and writes down what it finds: one row per content, so that it may break off after any of them. */
@Injectable()
export class FileChecks {
  constructor(
    private readonly store: BlobStore,
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly audit: Audit,
    private readonly mail: Mail,
    private readonly units: UnitsReader,
    private readonly accounts: AccountsReader,
  ) {}

  /**
   * Checks contents whose turn has come, the longest unchecked first, until none is left or the bytes are used up.
   * @param bytes to be read at most, but always one content
   * @throws attachments.store-unavailable; nothing is said of the content that could not be read then
   */
  async checkDue(bytes: number, signal: AbortSignal): Promise<CheckedBlob[]> {
    await this.enrol();
    const checked: CheckedBlob[] = [];
    let left = bytes;
    while (left > 0) {
      const id = await this.takeNext();
      if (!id) break;
      checked.push(await this.check(id, signal, this.config.get('FILE_CHECK_MB_PER_SECOND') * 1024 * 1024));
      left -= id.size;
    }
    return checked;
  }

  /** Checks every content there is, each once, at full speed. */
  async *checkAll(signal: AbortSignal): AsyncIterable<CheckedBlob> {
    await this.enrol();
    for (let after = ''; ;) {
      const id = await this.database.first<BlobId>(
        `select b.sha256, b.size::float8 as size from blob b where b.sha256 > $1 order by b.sha256 limit 1`,
        [after],
      );
      if (!id) return;
      yield await this.check(id, signal);
      after = id.sha256;
    }
  }

  /** Writes to the administrators of every root about damage they have not been told of; once for each content. */
  async tell(): Promise<void> {
    await this.work.run(async (tx) => {
      const news = await tx.rows<{ sha256: string }>(
        `update blob_keeping set told_at = $1 where verdict <> 'whole' and found_at is not null and told_at is null returning sha256`,
        [this.clock.now()],
      );
      if (news.length > 0) await this.tellOf(tx, news.map(({ sha256 }) => sha256).toSorted());
    });
  }

  private async tellOf(tx: Tx, contents: readonly string[]): Promise<void> {
    const roots = await this.units.roots(tx);
    const contacts = await this.accounts.administratorsAt(tx, roots);
    const reachable = contacts.filter(({ email }) => parseMailAddress(email) !== null);
    const day = this.clock.now().toISOString();
    await this.mail.queue(
      tx,
      reachable.map((contact) => damageMail(contact, contents, day, this.config.publicUrl)),
    );
  }

  private async check(id: BlobId, signal: AbortSignal, bytesPerSecond?: number): Promise<CheckedBlob> {
    const verdict = await this.store.verify(id, { signal, ...(bytesPerSecond && { bytesPerSecond }) });
    await this.work.run((tx) => this.record(tx, id, verdict));
    return { ...id, verdict };
  }

  /** Only a change is news. A content that was claimed while it was read is being written again: the next check will tell. */
  private async record(tx: Tx, { sha256 }: BlobId, verdict: Verdict): Promise<void> {
    const now = this.clock.now();
    const known = await tx.first<{ verdict: Verdict }>(
      `select verdict from blob_keeping where sha256 = $1 for update`,
      [sha256],
    );
    await tx.run(
      `update blob_keeping set checked_at = $2, checking_since = null, verdict = $3,
         found_at = case when $3 = 'whole' then null when verdict = $3 and found_at is not null then found_at else $2 end,
         told_at = case when $3 = 'whole' then null else told_at end
       where sha256 = $1`,
      [sha256, now, verdict],
    );
    if (!known || known.verdict === verdict) return;
    const act = verdict === 'whole' ? 'file.whole-again' : `file.${verdict}`;
    for (const unitId of await this.units.roots(tx))
      await this.audit.record(tx, NOBODY, { act, subjectType: 'file', subjectId: null, unitId, detail: { sha256 } });
  }

  /** Contents that were stored by an older release have no row yet. */
  private async enrol(): Promise<void> {
    await this.database.run(
      `insert into blob_keeping (sha256, size, claimed_at) select sha256, size, stored_at from blob b
       where not exists (select from blob_keeping k where k.sha256 = b.sha256) on conflict do nothing`,
    );
  }

  private takeNext(): Promise<BlobId | null> {
    const now = this.clock.now().getTime();
    return this.database.first<BlobId>(
      `update blob_keeping set checking_since = $1 where sha256 = (
         select k.sha256 from blob_keeping k where (k.checked_at is null or k.checked_at < $2) and k.removing_at is null
           and (k.checking_since is null or k.checking_since < $3) and exists (select from blob b where b.sha256 = k.sha256)
         order by k.checked_at nulls first, k.sha256 limit 1 for update skip locked)
       returning sha256, size::float8 as size`,
      [new Date(now), new Date(now - this.config.get('FILE_CHECK_DAYS') * DAY_MS), new Date(now - DEAD_CHECK_MS)],
    );
  }
}
