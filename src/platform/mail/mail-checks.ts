import { Injectable } from '@nestjs/common';

/** What a mail is known by when it is about to be handed over. */
export interface MailToCheck {
  readonly purpose: string;
  readonly purposeKey: string;
  readonly recipientAddress: string;
}

/** Why the mail must not go any more, in English; null when it may. Asked before every try. */
export type MailCheck = (mail: MailToCheck) => Promise<string | null>;

/** Who has a last word on mails before they leave, by purpose: between queueing and sending the world may have changed. */
@Injectable()
export class MailChecks {
  readonly #checks = new Map<string, MailCheck>();

  on(purpose: string, check: MailCheck): void {
    if (this.#checks.has(purpose)) throw new Error(`two checks of ${purpose} mails`);
    this.#checks.set(purpose, check);
  }

  async objection(mail: MailToCheck): Promise<string | null> {
    return (await this.#checks.get(mail.purpose)?.(mail)) ?? null;
  }
}
