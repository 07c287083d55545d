import type { Readable } from 'node:stream';

/** A file on its way into a mail. */
export interface MailAttachment {
  readonly filename: string;
  readonly contentType: string;
  /** Closed by the mail handler, also when the mail never gets as far as reading it. */
  readonly content: Readable;
}

/** Opens files for mails. Provided by the room that keeps files; mails with attachments cannot be queued without it. */
export abstract class MailAttachments {
  /** In the order of the ids. @throws when one of them does not exist or may not leave the house */
  abstract open(attachmentIds: readonly string[]): Promise<MailAttachment[]>;
}
