import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { REQUEST } from '../errors/request.errors.ts';
import { Clock } from '../clock/clock.ts';
import { Database } from './database.ts';
import type { Tx } from './tx.ts';

/** A request that its sender may repeat: same account and key, same answer. Null when the sender gave no key. */
export interface RepeatKey {
  readonly accountId: string;
  readonly key: string;
  /** SHA-256 of method, path and body: the same key with another request is refused. */
  readonly requestHash: Buffer;
}

const DEADLOCK = '40P01';
const TRIES = 3;

/** Opens the transactions of the service. A method that takes a Tx never opens one itself. */
@Injectable()
export class UnitOfWork {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Runs `work` in one transaction; committed when it returns, rolled back when it throws. Deadlock victims are tried again. */
  async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.attempt(work);
      } catch (error) {
        if ((error as { code?: string }).code !== DEADLOCK || attempt === TRIES) throw error;
      }
    }
  }

  /**
   * Runs `work` at most once per key and keeps its answer in the same transaction; a repeat gets the kept answer, byte for byte.
   * @throws request.key-reused when the key was used for another request
   */
  async once<T>(repeat: RepeatKey | null, work: (tx: Tx) => Promise<T>): Promise<T> {
    if (!repeat) return this.run(work);
    return this.run(async (tx) => {
      const claimed = await tx.run(
        `insert into answered_request (account_id, key, request_hash, at) values ($1, $2, $3, $4) on conflict do nothing`,
        [repeat.accountId, repeat.key, repeat.requestHash, this.clock.now()],
      );
      if (claimed === 0) return this.keptAnswer<T>(tx, repeat);
      const answer = await work(tx);
      await tx.run(`update answered_request set answer = $3 where account_id = $1 and key = $2`, [
        repeat.accountId,
        repeat.key,
        JSON.stringify(answer),
      ]);
      return answer;
    });
  }

  private async keptAnswer<T>(tx: Tx, repeat: RepeatKey): Promise<T> {
    const kept = await tx.first<{ request_hash: Buffer; answer: T | null }>(
      `select request_hash, answer from answered_request where account_id = $1 and key = $2`,
      [repeat.accountId, repeat.key],
    );
    if (!kept?.answer) throw REQUEST.inProgress({}, [], 1);
    if (!kept.request_hash.equals(repeat.requestHash)) throw REQUEST.keyReused();
    return kept.answer;
  }

  private async attempt<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const client = await this.database.pool.connect();
    let broken: Error | undefined;
    // The pool listens to idle connections only. Without a listener here a line that breaks would end the whole process.
    const lost = (error: Error): void => void (broken = error);
    client.on('error', lost);
    try {
      const result = await work(this.database.tx(client));
      await client.query('commit');
      return result;
    } catch (error) {
      broken = (await rollback(client)) ?? broken;
      throw error;
    } finally {
      client.off('error', lost);
      client.release(broken);
    }
  }
}

/** A connection that cannot even roll back is thrown away. */
async function rollback(client: PoolClient): Promise<Error | undefined> {
  try {
    await client.query('rollback');
    return undefined;
  } catch (error) {
    return error as Error;
  }
}
