import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Clock } from '../platform/clock/clock.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { JobHandler, task, type JobContext } from '../platform/jobs/job-handler.ts';
import { LOGGER } from '../platform/log/logger.ts';
import { Comparing } from './comparing.ts';
import { problemOf } from './mail-stop.ts';
import { CLAIM_MS, type Claimed, type Totals } from './proof-rows.ts';

export const PROVE = task<{ readonly proofId: string }>('mail-archive.prove');
const TRIES = 5;

/** Lists an inbox once more and holds every message against the archive. */
@Injectable()
export class Prove extends JobHandler<{ readonly proofId: string }> {
  readonly task = PROVE;

  constructor(
    private readonly comparing: Comparing,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly log: Logger,
  ) {
    super();
  }

  async run({ proofId }: { readonly proofId: string }, { signal, isLastAttempt }: JobContext): Promise<void> {
    const claimed = await this.claim(proofId);
    if (!claimed) return;
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.prove(claimed, signal);
      } catch (error) {
        const problem = problemOf(error);
        const isPassing = problem === 'unreachable' || problem === 'too-slow';
        this.log.warn({ err: error, proofId, problem }, 'proof of an old inbox: broken off');
        if (problem === 'unreachable' && attempt < TRIES && !signal.aborted) continue;
        await this.letGo(claimed, signal.aborted || (isPassing && !isLastAttempt) ? null : problem);
        if (signal.aborted || isPassing) throw error;
        return;
      }
    }
  }

  private claim(proofId: string): Promise<Claimed | null> {
    const now = this.clock.now();
    return this.work.run((tx) =>
      tx.first<Claimed & Record<string, unknown>>(
        `update mail_proof set state = 'running', claim = $2, claimed_until = $3, began_at = $4
         where id = $1 and state in ('waiting', 'running') and (claimed_until is null or claimed_until <= $4)
         returning id, inbox_id as "inboxId", claim, every_hash as "everyHash", has_server as "hasServer"`,
        [proofId, randomUUID(), new Date(now.getTime() + CLAIM_MS), now],
      ),
    );
  }

  /** @param problem null: it is tried again */
  private async letGo({ id, claim }: Claimed, problem: string | null): Promise<void> {
    await this.work.run((tx) =>
      tx.run(
        `update mail_proof set claim = null, claimed_until = null, state = case when $3::text is null then state else 'failed' end, problem = $3,
           ended_at = case when $3::text is null then null else $4::timestamptz end where id = $1 and claim = $2`,
        [id, claim, problem, this.clock.now()],
      ),
    );
  }

  private async prove(claimed: Claimed, signal: AbortSignal): Promise<void> {
    // A broken-off one begins anew: what it had found may not be so any more.
    await this.work.run((tx) => tx.run(`delete from mail_proof_difference where proof_id = $1`, [claimed.id]));
    const totals: Totals = {
      folders: 0,
      onServer: 0,
      serverBytes: 0,
      same: 0,
      hashed: 0,
      explained: 0,
      unexplained: 0,
      kinds: {},
    };
    if (claimed.hasServer) await this.comparing.againstServer(claimed, totals, signal);
    else await this.comparing.againstFiles(claimed, totals);
    await this.work.run((tx) =>
      tx.run(
        `update mail_proof p set state = 'done', ended_at = $3, claim = null, claimed_until = null, problem = null, folders = $4, on_server = $5, server_bytes = $6,
           same = $7, hashed = $8, explained = $9, unexplained = $10, kinds = $11,
           in_archive = (select count(*) from archived_mail_source s where s.inbox_id = p.inbox_id and s.mail_id is not null),
           mails = (select count(*) from archived_mail m where m.inbox_id = p.inbox_id)
         where id = $1 and claim = $2`,
        [
          claimed.id,
          claimed.claim,
          this.clock.now(),
          totals.folders,
          totals.onServer,
          totals.serverBytes,
          totals.same,
          totals.hashed,
          totals.explained,
          totals.unexplained,
          JSON.stringify(totals.kinds),
        ],
      ),
    );
  }
}
