import { randomBytes } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { mailboxOf } from '../accounts/account-mailbox.ts';
import { SigningKey } from '../accounts/signing-key.ts';
import { ToBeActivated } from '../accounts/to-be-activated.reader.ts';
import { Audit } from '../platform/audit/audit.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { JobHandler } from '../platform/jobs/job-handler.ts';
import { Mail } from '../platform/mail/mail.ts';
import { MAIL_PASSWORD_RESETS, type ResetRequest } from './password-reset.tasks.ts';
import { PASSWORD_RESET_MAIL, passwordResetMail } from './password-reset.texts.ts';
import { tokenDigest } from './password-resets.service.ts';

const MINUTE_MS = 60_000;
/** Links one account gets in an hour, whatever names they are asked for by and from wherever. */
const HOURLY = 5;
const TOKEN_BYTES = 32;

/** Makes links and writes their mails: only for accounts that are active, have a password and an address to write to. */
@Injectable()
export class MailPasswordResets
  extends JobHandler<{ readonly requests: readonly ResetRequest[] }>
  implements OnModuleInit
{
  readonly task = MAIL_PASSWORD_RESETS;

  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly key: SigningKey,
    private readonly people: ToBeActivated,
    private readonly mail: Mail,
    private readonly audit: Audit,
  ) {
    super();
  }

  onModuleInit(): void {
    this.mail.onOutcome(PASSWORD_RESET_MAIL, (tx, { mailId }) => this.mail.removeText(tx, mailId));
  }

  async run({ requests }: { readonly requests: readonly ResetRequest[] }): Promise<void> {
    for (const request of requests) await this.work.run((tx) => this.mailLink(tx, request));
  }

  /** A second run finds the link and adds nothing. */
  private async mailLink(tx: Tx, { id, accountId }: ResetRequest): Promise<void> {
    const person = await this.people.locked(tx, accountId);
    const recipient = person && mailboxOf(person);
    if (!person || !recipient || !person.isActive || !person.hasPassword) return;
    if (person.isSample && this.config.isProduction) return;
    const now = this.clock.now();
    if (!(await this.mayHaveAnother(tx, accountId, now))) return;
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    const expiresAt = new Date(now.getTime() + this.config.get('PASSWORD_RESET_MINUTES') * MINUTE_MS);
    const made = await tx.run(
      `insert into password_reset (id, account_id, digest, password_serial, mailed_to, requested_at, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do nothing`,
      [id, accountId, tokenDigest(this.key, token), person.serial, recipient.address, now, expiresAt],
    );
    if (made === 0) return;
    await tx.run(
      `update password_reset set voided_at = $3 where account_id = $1 and id <> $2 and used_at is null and voided_at is null`,
      [accountId, id, now],
    );
    const { publicUrl } = this.config;
    const { username } = person;
    await this.mail.queue(tx, [passwordResetMail({ recipient, linkId: id, username, token, expiresAt, publicUrl })]);
    const line = {
      act: 'account.request-password-reset',
      subjectType: 'account',
      subjectId: accountId,
      unitId: person.unitId,
    };
    await this.audit.record(tx, { accountId: null, address: null }, line);
  }

  private async mayHaveAnother(tx: Tx, accountId: string, now: Date): Promise<boolean> {
    const recent = await tx.rows(
      `select id from password_reset where account_id = $1 and requested_at > $2 limit ${HOURLY}`,
      [accountId, new Date(now.getTime() - 60 * MINUTE_MS)],
    );
    return recent.length < HOURLY;
  }
}
