import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Audit } from '../platform/audit/audit.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import { Database } from '../platform/database/database.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { decodeCursor, toPage, type Page } from '../platform/http/keyset.ts';
import { Outcome } from '../platform/http/outcome.ts';
import type { PageQuery } from '../platform/http/page.dto.ts';
import { API_PREFIX } from '../platform/openapi/prefix.ts';
import { feedCalendar, type FeedEvent } from './invitation-calendar.ts';
import { Places } from './places.ts';
import { TrainingAccess } from './training-access.ts';
import type { NewFeedBody } from './bookings.dto.ts';
import type { MadeFeedWire, TrainingFeedWire } from './training.wire.ts';

const TOKEN = /^[\w-]{43}$/;
/** Sessions of one feed. */
const MOST_EVENTS = 2000;

interface Row extends Omit<TrainingFeedWire, 'madeAt' | 'revokedAt'> {
  readonly [column: string]: unknown;
  readonly madeAt: Date;
  readonly revokedAt: Date | null;
}

const FEED = `select f.id, f.trainer, a.display_name as "madeByName", f.made_at as "madeAt", f.revoked_at as "revokedAt"
  from training_feed f join account a on a.id = f.made_by`;
const EVENTS = `select s.id as "sessionId", s.version as sequence, s.starts_at as "startsAt", s.ends_at as "endsAt", s.place, s.cancelled_at is not null as "isCancelled",
    w.name || ' (' || s.taken || '/' || s.capacity || ')' as summary,
    coalesce((select string_agg(unit_name_on(b.unit_id, $2::date), E'\\n' order by u.code) from training_booking b join unit u on u.id = b.unit_id
      where b.session_id = s.id and b.state in ('booked', 'attended', 'absent')), '') as description
  from training_session s join training_week w on w.id = s.week_id
  where s.week_id = $1 and ($3::text is null or s.trainer = $3) order by s.starts_at, s.id limit ${MOST_EVENTS}`;

/** The trainer's calendar, read by programs that cannot sign in: an address nobody can guess, kept as a digest, ended at any time. */
@Injectable()
export class TrainingFeeds {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly access: TrainingAccess,
    private readonly places: Places,
    private readonly audit: Audit,
  ) {}

  /** @throws request.not-found, access.role-needed */
  make(caller: Principal, weekId: string, { trainer = null }: NewFeedBody): Promise<MadeFeedWire> {
    return this.work.run(async (tx) => {
      const week = await this.places.hold(tx, weekId);
      await this.access.requireHost(tx, caller, week.unitId);
      const [id, token, madeAt] = [randomUUID(), randomBytes(32).toString('base64url'), this.clock.now()];
      await tx.run(
        `insert into training_feed (id, week_id, trainer, token_hash, made_by, made_at) values ($1, $2, $3, $4, $5, $6)`,
        [id, weekId, trainer, hashOf(token), caller.accountId, madeAt],
      );
      const subject = { subjectType: 'training-feed', subjectId: id, unitId: week.unitId };
      await this.audit.record(tx, caller, { act: 'training.make-feed', ...subject, detail: { weekId } });
      const url = `${this.config.publicUrl}/${API_PREFIX}/training-feeds/${token}`;
      const made = { id, trainer, madeByName: caller.displayName, madeAt: madeAt.toISOString(), revokedAt: null };
      return { ...made, url };
    });
  }

  /** The newest first. @throws request.not-found, access.role-needed */
  async list(caller: Principal, weekId: string, page: PageQuery): Promise<Page<TrainingFeedWire>> {
    const week = await this.database.first<{ unitId: string }>(
      `select unit_id as "unitId" from training_week where id = $1`,
      [weekId],
    );
    if (!week) throw REQUEST.notFound();
    await this.access.requireHost(this.database, caller, week.unitId);
    const [at, id] = page.after ? decodeCursor(page.after, ['time', 'id']) : [null, null];
    const rows = await this.database.rows<Row>(
      `${FEED} where f.week_id = $1 and ($2::timestamptz is null or (f.made_at, f.id) < ($2::timestamptz, $3::uuid))
       order by f.made_at desc, f.id desc limit $4`,
      [weekId, at, id, page.limit + 1],
    );
    return toPage(rows, page.limit, (row) => [row.madeAt.toISOString(), row.id], toWire);
  }

  /** @throws request.not-found, access.role-needed */
  revoke(caller: Principal, id: string): Promise<Outcome<TrainingFeedWire>> {
    return this.work.run(async (tx) => {
      const found = await tx.first<{ hostId: string }>(
        `select w.unit_id as "hostId" from training_feed f join training_week w on w.id = f.week_id where f.id = $1 for update of f`,
        [id],
      );
      if (!found) throw REQUEST.notFound();
      await this.access.requireHost(tx, caller, found.hostId);
      const ended = await tx.run(
        `update training_feed set revoked_at = $2, revoked_by = $3 where id = $1 and revoked_at is null`,
        [id, this.clock.now(), caller.accountId],
      );
      const row = await tx.first<Row>(`${FEED} where f.id = $1`, [id]);
      if (!row) throw REQUEST.notFound();
      if (ended === 0) return Outcome.already(toWire(row));
      const subject = { subjectType: 'training-feed', subjectId: id, unitId: found.hostId };
      await this.audit.record(tx, caller, { act: 'training.revoke-feed', ...subject });
      return Outcome.done(toWire(row));
    });
  }

  /** Names of units and no names of people: the address may end up anywhere. @throws request.not-found */
  async read(token: string): Promise<string> {
    if (!TOKEN.test(token)) throw REQUEST.notFound();
    const feed = await this.database.first<{ weekId: string; trainer: string | null; name: string }>(
      `select f.week_id as "weekId", f.trainer, w.name from training_feed f join training_week w on w.id = f.week_id
       where f.token_hash = $1 and f.revoked_at is null`,
      [hashOf(token)],
    );
    if (!feed) throw REQUEST.notFound();
    const now = this.clock.now();
    const events = await this.database.rows<FeedEvent & Record<string, unknown>>(EVENTS, [
      feed.weekId,
      now,
      feed.trainer,
    ]);
    return feedCalendar(feed.name, events, new URL(this.config.publicUrl).hostname, now);
  }
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

function toWire({ id, trainer, madeByName, madeAt, revokedAt }: Row): TrainingFeedWire {
  return {
    id,
    trainer,
    madeByName,
    madeAt: madeAt.toISOString(),
    revokedAt: revokedAt?.toISOString() ?? null,
  };
}
