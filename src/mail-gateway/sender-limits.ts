import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import { Database } from '../platform/database/database.ts';

const HOUR_MS = 3600_000;

/** How much one sender may send. Counted from the mails themselves: a mail that was sent again counts once. */
@Injectable()
export class SenderLimits {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** @param peer counts instead where the sender is nobody, as of bounces */
  async isReached(envelopeFrom: string, peer: string): Promise<boolean> {
    const limit = this.config.get('MAIL_GATEWAY_SENDER_PER_HOUR');
    const since = new Date(this.clock.now().getTime() - HOUR_MS);
    const row = await this.database.first<{ count: number }>(
      `select count(*)::int as count from (select from received_mail where envelope_from = $1 and stored_at > $2 and ($1 <> '' or peer = $3)
         limit $4) few`,
      [envelopeFrom, since, peer, limit],
    );
    return (row?.count ?? 0) >= limit;
  }
}
