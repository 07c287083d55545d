import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/tx.ts';
import type { MailOutcome, MailOutcomeHandler } from './outgoing-mail.ts';

/** Who wants to know what became of mails, by purpose. */
@Injectable()
export class MailOutcomes {
  readonly #handlers = new Map<string, MailOutcomeHandler>();

  on(purpose: string, handler: MailOutcomeHandler): void {
    if (this.#handlers.has(purpose)) throw new Error(`two handlers for the outcome of ${purpose} mails`);
    this.#handlers.set(purpose, handler);
  }

  async tell(tx: Tx, purpose: string, outcome: MailOutcome): Promise<void> {
    await this.#handlers.get(purpose)?.(tx, outcome);
  }
}
