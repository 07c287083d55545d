import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/errors/domain-error.ts';
import { JobHandler, task } from '../platform/jobs/job-handler.ts';
import { Mail } from '../platform/mail/mail.ts';
import { idleWarningMail } from './account-mails.texts.ts';
import { mailboxOf } from './account-mailbox.ts';
import { AccountStanding } from './account-standing.service.ts';
import { ACCOUNTS } from './accounts.errors.ts';
import { IS_PERSON } from './accounts.sight.ts';
import { IDLE_WARNINGS, judgeIdle } from './idle-accounts.policy.ts';

const DISABLE_IDLE = task('accounts.disable-idle');
const DAY_MS = 86_400_000;
const BATCH = 200;
const SERVICE = { accountId: null, address: null };

interface Idle {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly email: string | null;
  readonly idleSince: Date;
  readonly warnedStep: number | null;
  readonly warnedAt: Date | null;
}

const COLUMNS = `id, username, display_name as "displayName", email, idle_since as "idleSince", idle_warned_step as "warnedStep",
  idle_warned_at as "warnedAt"`;

/** Of the accounts people sign in to; machines have keys that run out by themselves, and those of the sample are toys. $1 idle since before. */
const CANDIDATE = `a.status = 'active' and not a.sample and ${IS_PERSON} and a.idle_since <= $1`;

/** Warns people of, and disables, accounts nobody has used for IDLE_DAYS_DISABLE days; every night at 2:25 in Vietnam. */
@Injectable()
export class DisableIdleAccounts extends JobHandler {
  readonly task = DISABLE_IDLE;
  override readonly cron = '25 19 * * *';

  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly standing: AccountStanding,
    private readonly mail: Mail,
  ) {
    super();
  }

  /** One transaction each: what fails for one account does not hold up the others, and a second run finds the rest. */
  async run(): Promise<void> {
    const limit = this.config.get('IDLE_DAYS_DISABLE');
    if (limit === 0) return;
    const before = new Date(this.clock.now().getTime() - (limit - IDLE_WARNINGS[0]) * DAY_MS);
    let last: string | null = '00000000-0000-0000-0000-000000000000';
    while (last !== null) {
      const ids: { id: string }[] = await this.database.rows<{ id: string }>(
        `select id from account a where ${CANDIDATE} and id > $2 order by id limit ${BATCH}`,
        [before, last],
      );
      for (const { id } of ids) await this.consider(id, before, limit);
      last = ids.length === BATCH ? (ids.at(-1)?.id ?? null) : null;
    }
  }

  private async consider(id: string, before: Date, limit: number): Promise<void> {
    try {
      await this.work.run(async (tx) => {
        const idle = await tx.first<Idle & Record<string, unknown>>(
          `select ${COLUMNS} from account a where ${CANDIDATE} and id = $2 for update`,
          [before, id],
        );
        if (idle) await this.judge(tx, idle, limit);
      });
    } catch (error) {
      // The last administrator of a unit is left in peace: nobody could enable the account again.
      if (!(error instanceof DomainError && error.code === ACCOUNTS.lastAdmin.code)) throw error;
    }
  }

  private async judge(tx: Tx, idle: Idle, limit: number): Promise<void> {
    const now = this.clock.now();
    const recipient = mailboxOf(idle);
    const verdict = judgeIdle({ ...idle, canBeWarned: recipient !== null }, now, limit);
    if (verdict.act === 'disable') {
      const reason = `Không dùng trong ${limit} ngày`;
      await this.standing.change(tx, SERVICE, { accountId: idle.id, status: 'disabled', reason });
    }
    if (verdict.act !== 'warn' || recipient === null) return;
    await this.standing.requireDispensable(tx, idle.id);
    await tx.run(`update account set idle_warned_step = $2, idle_warned_at = $3 where id = $1`, [
      idle.id,
      verdict.step,
      now,
    ]);
    const key = `${idle.id} ${idle.idleSince.toISOString()} ${verdict.step}`;
    await this.mail.queue(tx, [idleWarningMail(recipient, key, idle.username, verdict.endsAt, this.config.publicUrl)]);
  }
}
