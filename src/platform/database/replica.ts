import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import pg, { type Pool, type PoolClient, type QueryResultRow } from 'pg';
import type { Logger } from 'pino';
import { Config } from '../config/config.ts';
import { HealthChecks } from '../health/health-checks.ts';
import { DATABASE_ACCESS } from '../jobs/jobs-pool.ts';
import { LOGGER } from '../log/logger.ts';
import { Database } from './database.ts';
import type { DatabaseAccess } from './open-database.ts';
import { Position } from './position.ts';
import { ReplicaRest, type Fault } from './replica-rest.ts';

/** How far a standby has got; null on a server that is none. */
const REPLAYED = `select case when pg_is_in_recovery() then pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::text end as at`;
/** The same for a primary and its standbys, and for no other server; another after a promotion. */
const IDENTITY = `select system_identifier::text || '/' || timeline_id as id from pg_control_system(), pg_control_checkpoint()`;

/** Pauses in ms between looks at a replica that is nearly there; a commit reaches a healthy one within 1 or 2. */
const PATIENCE_MS = [0, 2, 4, 8, 8];
const CONNECT_MS = 1000;
const LOOK_MS = 1000;

/**
 * A streaming standby that lists may be read from. It is asked only for what it can answer exactly as the primary would: first the
 * position of the primary's log is taken, after the request has come, and the list is read here only when all up to there has been
 * replayed. So nothing that anybody has been told is missing from it, whoever wrote it, through whichever process or host.
 */
@Injectable()
export class Replica implements OnModuleInit, OnApplicationShutdown {
  readonly #pool: Pool | null;
  readonly #rest = new ReplicaRest();
  readonly #statementMs: number;
  /** How far each connection's server had got when it was asked last. Connections may lead to different servers: never mixed. */
  readonly #replayed = new WeakMap<PoolClient, bigint>();

  constructor(
    private readonly primary: Database,
    private readonly position: Position,
    private readonly checks: HealthChecks,
    config: Config,
    @Inject(DATABASE_ACCESS) access: DatabaseAccess,
    @Inject(LOGGER) private readonly log: Logger,
  ) {
    const url = config.get('DATABASE_REPLICA_URL');
    this.#statementMs = config.get('STATEMENT_TIMEOUT_MS');
    this.#pool = url === null ? null : this.#open(url, access, config.get('DATABASE_POOL'));
  }

  onModuleInit(): void {
    this.checks.add(async () => ({ replica: await this.state() }));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#pool?.end();
  }

  /**
   * The rows; null when the primary has to be asked.
   * @throws what is wrong with the values, as the primary would
   */
  async rows<T extends QueryResultRow>(text: string, values: readonly unknown[]): Promise<T[] | null> {
    return this.#try((client) => this.primary.over(client).rows<T>(text, values));
  }

  /** For people on call: a replica that does not do well makes the service slower, never unable. */
  async state(): Promise<'none' | 'in-use' | Fault> {
    if (!this.#pool) return 'none';
    await this.#try(async () => true);
    return this.#rest.fault ?? 'in-use';
  }

  async #try<T>(work: (client: PoolClient) => Promise<T>): Promise<T | null> {
    if (!this.#pool || !this.#rest.mayTry(performance.now())) return null;
    // The primary's own troubles are told by the statement that goes there next.
    const needed = await this.position.now().catch(() => null);
    return needed === null ? null : this.#onClient(this.#pool, needed, work);
  }

  async #onClient<T>(pool: Pool, needed: bigint, work: (client: PoolClient) => Promise<T>): Promise<T | null> {
    let client: PoolClient | null = null;
    let isBroken = false;
    const lost = (): void => void (isBroken = true);
    try {
      client = await pool.connect();
      client.on('error', lost);
      if (!(await this.#hasReached(client, needed))) return this.#failed('behind');
      const done = await work(client);
      if (this.#rest.didWell()) this.log.info('lists are read from the replica again');
      return done;
    } catch (error) {
      if (isOfTheValues(error)) throw error;
      isBroken = true;
      return this.#failed('unreachable', error);
    } finally {
      client?.off('error', lost);
      client?.release(isBroken);
    }
  }

  async #hasReached(client: PoolClient, needed: bigint): Promise<boolean> {
    const known = this.#replayed.get(client);
    if (known === undefined) await this.#requireKinship(client);
    else if (known >= needed) return true;
    for (const pause of PATIENCE_MS) {
      if (pause > 0) await sleep(pause);
      const at = (await look<{ at: string | null }>(client, REPLAYED))?.at ?? null;
      if (at === null) throw new Error('DATABASE_REPLICA_URL names a server that is no standby');
      this.#replayed.set(client, BigInt(at));
      if (BigInt(at) >= needed) return true;
    }
    return false;
  }

  async #requireKinship(client: PoolClient): Promise<void> {
    const [ours, theirs] = await Promise.all([
      this.primary.first<{ id: string }>(IDENTITY),
      look<{ id: string }>(client, IDENTITY),
    ]);
    if (!ours || ours.id !== theirs?.id)
      throw new Error('DATABASE_REPLICA_URL names a server that does not follow the primary of DATABASE_URL');
  }

  #failed(fault: Fault, error?: unknown): null {
    const isNews = this.#rest.failed(fault, performance.now());
    const reason = error instanceof Error ? error.message : undefined;
    if (isNews) this.log.warn({ fault, reason }, 'the replica cannot be used; lists are read from the primary');
    return null;
  }

  #open(url: string, { options }: DatabaseAccess, max: number): Pool {
    const pool = new pg.Pool({
      connectionString: url,
      // A standby refuses writes anyway; a server that is none, named by mistake, must as well.
      options: `${options} -c default_transaction_read_only=on`.trim(),
      application_name: 'gnvb-lists',
      max,
      connectionTimeoutMillis: CONNECT_MS,
      idleTimeoutMillis: 30_000,
      // So that what a connection leads to is asked again now and then.
      maxLifetimeSeconds: 60,
      keepAlive: true,
      // Half of what the primary gets: it is asked afterwards.
      statement_timeout: Math.ceil(this.#statementMs / 2),
      query_timeout: Math.ceil(this.#statementMs / 2) + 500,
    });
    pool.on('error', () => undefined);
    return pool;
  }
}

async function look<T extends QueryResultRow>(client: PoolClient, text: string): Promise<T | undefined> {
  // A standby that is frozen is noticed here.
  const asked = { text, query_timeout: LOOK_MS };
  return (await client.query<T>(asked)).rows[0];
}

/** A value the statement cannot take: the primary would refuse it too. */
function isOfTheValues(error: unknown): boolean {
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' && code.startsWith('22');
}
