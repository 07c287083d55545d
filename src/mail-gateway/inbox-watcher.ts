import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { isAfterCutover } from '../legacy-inboxes/cutover-date.policy.ts';
import { InboxServers } from '../legacy-inboxes/inbox-servers.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/tx.ts';
import { LOGGER } from '../platform/log/logger.ts';
import { ImapLine } from './imap-line.ts';
import { Intake } from './intake.service.ts';
import { MailEmpty, MailTooLarge } from './mail-store.ts';
import { pauseAfter, troubleOf, WATCHED_STATES } from './watch.policy.ts';

/** In one go; the rest follows at once. */
const BATCH = 200;
const DAY_MS = 24 * 3600_000;
const MINUTE_MS = 60_000;
/** What a provider has taken in is taken in here too, whatever the gateway's own limit. */
const MOST_BYTES = 1024 * 1024 * 1024;

interface Watched {
  readonly id: string;
  readonly host: string;
  readonly uidValidity: string | null;
  readonly lastUid: number;
  readonly failures: number;
}

/** Fetches what is new in inboxes that stay at a provider: mails it took after the cutover; those before it belong to the archive. */
@Injectable()
export class InboxWatcher {
  constructor(
    private readonly intake: Intake,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly servers: InboxServers,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  /** Inboxes whose turn has come; none before the cutover. */
  async due(): Promise<string[]> {
    const now = this.clock.now();
    if (this.config.get('MAIL_WATCH_MINUTES') === 0 || !isAfterCutover(now, this.config.cutoverAt)) return [];
    const rows = await this.database.rows<{ id: string }>(
      `select i.id from legacy_inbox i left join inbox_watch w on w.inbox_id = i.id where i.state = any($1::text[]) and i.imap_host is not null
         and i.imap_secret is not null and coalesce(w.next_at <= $2, true) order by w.next_at nulls first, i.id limit 500`,
      [WATCHED_STATES, now],
    );
    return rows.map(({ id }) => id);
  }

  /** Whatever goes wrong is written down, and tried again later. */
  async check(inboxId: string, signal: AbortSignal): Promise<void> {
    const cutover = this.config.cutoverAt;
    const inbox = await this.find(inboxId);
    if (!inbox || cutover === null) return;
    try {
      const line = await ImapLine.open(await this.servers.open(inboxId));
      try {
        const isMore = await this.fetch(line, inbox, cutover, signal);
        await this.noteWell(inboxId, isMore);
      } finally {
        await line.close();
      }
    } catch (error) {
      await this.noteTrouble(inbox, error);
    }
  }

  private find(inboxId: string): Promise<Watched | null> {
    return this.database.first<Watched & Record<string, unknown>>(
      `select i.id, i.imap_host as host, w.uid_validity as "uidValidity", coalesce(w.last_uid, 0)::float8 as "lastUid", coalesce(w.failures, 0) as failures
       from legacy_inbox i left join inbox_watch w on w.inbox_id = i.id
       where i.id = $1 and i.state = any($2::text[]) and i.imap_host is not null and i.imap_secret is not null`,
      [inboxId, WATCHED_STATES],
    );
  }

  /** @returns whether more is waiting */
  private async fetch(line: ImapLine, inbox: Watched, cutover: Date, signal: AbortSignal): Promise<boolean> {
    // Other uids than before: everything is looked at again, what is known is known by its content.
    const above = inbox.uidValidity === line.uidValidity ? inbox.lastUid : 0;
    const uids = await line.newUids(above, new Date(cutover.getTime() - 2 * DAY_MS));
    for (const uid of uids.slice(0, BATCH)) {
      signal.throwIfAborted();
      await this.take(line, inbox, uid, cutover, signal);
    }
    return uids.length > BATCH;
  }

  private async take(line: ImapLine, inbox: Watched, uid: number, cutover: Date, signal: AbortSignal): Promise<void> {
    const reached = (tx: Pick<Tx, 'run'>) => this.noteReached(tx, inbox.id, line.uidValidity, uid);
    const at = await line.takenAt(uid);
    const content = at !== null && isAfterCutover(at, cutover) ? await line.message(uid) : null;
    if (content === null) {
      if (!line.isUp) throw LINE_BROKE();
      return reached(this.database);
    }
    const envelope = {
      from: null,
      inboxIds: [inbox.id],
      cameBy: 'watch',
      peer: inbox.host,
      isTrusted: false,
      arrivedAt: at,
      mostBytes: MOST_BYTES,
    } as const;
    try {
      await this.intake.take(content, envelope, signal, async (tx) => {
        if (!line.isUp) throw LINE_BROKE();
        await reached(tx);
      });
    } catch (error) {
      if (!(error instanceof MailEmpty || error instanceof MailTooLarge)) throw error;
      this.log.error(
        { inboxId: inbox.id, uid, why: error.constructor.name },
        'a mail at the provider cannot be taken in',
      );
      await reached(this.database);
    }
  }

  private async noteReached(
    queries: Pick<Tx, 'run'>,
    inboxId: string,
    uidValidity: string,
    uid: number,
  ): Promise<void> {
    await queries.run(
      `insert into inbox_watch as w (inbox_id, uid_validity, last_uid, next_at) values ($1, $2, $3, $4) on conflict (inbox_id) do update
       set uid_validity = $2, last_uid = case when w.uid_validity = $2 then greatest(w.last_uid, $3) else $3 end`,
      [inboxId, uidValidity, uid, this.clock.now()],
    );
  }

  private async noteWell(inboxId: string, isMore: boolean): Promise<void> {
    const now = this.clock.now();
    const pause = isMore ? 0 : this.config.get('MAIL_WATCH_MINUTES') * MINUTE_MS;
    await this.database.run(
      `insert into inbox_watch (inbox_id, state, checked_at, next_at) values ($1, 'well', $2, $3) on conflict (inbox_id) do update
       set state = 'well', problem = null, failures = 0, checked_at = $2, next_at = $3`,
      [inboxId, now, new Date(now.getTime() + pause)],
    );
  }

  private async noteTrouble({ id, failures }: Watched, error: unknown): Promise<void> {
    const { state, problem } = troubleOf(error);
    this.log.warn({ inboxId: id, state, problem }, 'an inbox at its provider could not be looked into');
    const now = this.clock.now();
    const pause = pauseAfter(state, failures + 1, this.config.get('MAIL_WATCH_MINUTES'));
    await this.database.run(
      `insert into inbox_watch (inbox_id, state, problem, failures, checked_at, next_at) values ($1, $2, $3, $4, $5, $6)
       on conflict (inbox_id) do update set state = $2, problem = $3, failures = $4, checked_at = $5, next_at = $6`,
      [id, state, problem, failures + 1, now, new Date(now.getTime() + pause)],
    );
  }
}

const LINE_BROKE = (): Error => Object.assign(new Error('the line broke'), { code: 'NoConnection' });
